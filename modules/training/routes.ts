import { contract } from '@linli/contract';
import { on, type Route } from '../../kernel/http.ts';
import { issueByHand, revokeCertificate } from './actions/issue.ts';
import { logEntries, logHead, logHeads, proveConsistency, proveInclusion } from './actions/heads.ts';
import { rotateKey, signingKey, signingKeys } from './actions/keys.ts';
import { answerCoaching, endMentorPair, mentorPairs, myMentoring, pairMentor, recordCoaching } from './actions/mentors.ts';
import { judgeNational, nationalList, occupations, submitNational } from './actions/national.ts';
import { exportRecord } from './actions/record.ts';
import { retrainByHand } from './actions/retraining.ts';
import { statusList, verifyCertificate, verifyToken } from './actions/verify.ts';
import { certificateKinds, certificateList, certificatesOf, myCertificates, retrainingList } from './actions/views.ts';

export const routes: Route[] = [
  on(contract.training.certificateKinds, certificateKinds),
  on(contract.training.issueCertificate, issueByHand),
  on(contract.training.revokeCertificate, revokeCertificate),
  on(contract.training.myCertificates, myCertificates),
  on(contract.training.certificatesOf, certificatesOf),
  on(contract.training.verifyCertificate, verifyCertificate),
  on(contract.training.verifyToken, verifyToken),
  on(contract.training.certificateList, certificateList),
  on(contract.training.statusList, statusList),
  on(contract.training.retrain, retrainByHand),
  on(contract.training.retrainingList, retrainingList),
  on(contract.training.submitNational, submitNational),
  on(contract.training.nationalList, nationalList),
  on(contract.training.judgeNational, judgeNational),
  on(contract.training.occupations, occupations),
  on(contract.training.exportRecord, exportRecord),
  on(contract.training.signingKeys, signingKeys),
  on(contract.training.signingKey, signingKey),
  on(contract.training.rotateKey, rotateKey),
  on(contract.training.logHead, logHead),
  on(contract.training.logHeads, logHeads),
  on(contract.training.logEntries, logEntries),
  on(contract.training.proveInclusion, proveInclusion),
  on(contract.training.proveConsistency, proveConsistency),
  on(contract.training.pairMentor, pairMentor),
  on(contract.training.endMentorPair, endMentorPair),
  on(contract.training.mentorPairs, mentorPairs),
  on(contract.training.myMentoring, myMentoring),
  on(contract.training.recordCoaching, recordCoaching),
  on(contract.training.answerCoaching, answerCoaching),
];
