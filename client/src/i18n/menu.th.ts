/** Names of the screens in the frame and on the board, Thai. */
export const menuTh = {
  meetings: 'การประชุม',
  scores: 'คะแนน',
  reports: 'รายงาน',
  imports: 'นำเข้าเอกสาร',
  people: 'คณะกรรมการและสิทธิ',
  profile: 'บัญชีของฉัน',
  recommendations: 'ทะเบียนข้อเสนอแนะ',
  evidence: 'ทะเบียนหลักฐาน',
  advice: 'ความเห็นของที่ปรึกษา',
  consensus: 'ระดับที่กรรมการให้',
  audit: 'บันทึกการดำเนินการ',
  threads: 'ความเห็น',
  rescues: 'ข้อความที่เก็บไว้ {{count}} รายการ',
  decide: 'พิจารณา',
  ownRescues: 'มีข้อความที่เก็บไว้ {{count}} รายการ',
};
