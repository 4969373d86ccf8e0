// Generated from schemas/ by "npm run generate". Do not edit.

export type OrganisationNumber = string
export type LanguageForm = ("nb" | "nn")
export type Municipality = string
export type Email = string
export type Slug = string
export type IsoDate = string
export type Language = ("nb" | "nn" | "en")
export type Languages = Language[]
export type MatchId = string
export type Form = ("secondment" | "short-exchange" | "rotation")
export type EmployerAnswer = ("sender" | "host" | null)
export type PayerAnswer = ("sender" | "host" | "shared" | null)
export type Presence = ("on-site" | "hybrid" | "digital")
export type Level = ("employee" | "specialist" | "manager" | "senior-manager")
export type Clearance = ("none" | "restricted" | "confidential" | "secret" | "top-secret")
export type Confidentiality = ("standard" | "declaration")
export type Refund = ("none" | "full" | "share")
export type VatAnswer = (null | "charged" | "exempt")
export type CostShare = ({
sender: number
host: number
} | null)
export type WorkingTimeAnswer = (null | "sender" | "host")
export type SignatureMethod = ("esign" | "ink")
export type Digest = string
export type Termination = ({
date: IsoDate
by: Slug
reason: string
} | null)
export type Uri = string
export type DeclineReason = ("no-capacity" | "timing" | "not-relevant" | "partner-found" | "conditions" | "other")
export type Stage = ("start" | "midway" | "end" | "after")
export type Evaluator = ("sender" | "host" | "participant")
export type Unit = string
export type CompetenceIds = Slug[]
export type TargetGroupIds = Slug[]
export type LearningGoals = string[]
export type Ground = ("interface" | "shared-tasks" | "outside-view" | "methods" | "competence-gap")
export type NeedDirection = ("send" | "receive")
export type Forms = Form[]
export type Places = number
export type AgencyReference = string
export type MatchingHelp = boolean
export type OfferDirection = ("host" | "lend")
export type Employer = ("sender" | "host")
export type Payer = ("sender" | "host" | "shared")
export type Requirement = ("legalBasis" | "terms.travel" | "terms.equipment" | "terms.vat" | "terms.costShare" | "terms.refundShare" | "terms.workingTime" | "terms.security" | "terms.appointment")
export type Severity = ("error" | "warning" | "notice")
export type Pause = ({
from: IsoDate
to?: IsoDate
reason: LocalText
} | null)
export type Closed = ({
date: IsoDate
reason: LocalText
} | null)
export type MilestoneAnchor = ("exchange-start" | "exchange-midway" | "exchange-end" | "exchanges-start" | "exchanges-end" | "agreement-start" | "agreement-end")
export type Responsible = ("sender" | "host")

export interface WrittenByKind {
agency: Agency
agreement: Agreement
assumptions: Assumptions
competences: Competences
decision: Decision
evaluation: Evaluation
followup: Followup
need: Need
offer: Offer
policy: Policy
programme: Programme
}
export interface Agency {
organisationNumber: OrganisationNumber
name: AgencyName
shortName: string
parent?: (string | null)
language: LanguageForm
municipality: Municipality
contact: Contact
approvers: Approver[]
mergedInto?: {
agency: Slug
date: IsoDate
}
left?: DateAndReason
}
export interface AgencyName {
nb: string
nn: string
en?: string
}
export interface Contact {
role: string
email: Email
}
export interface Approver {
login: string
id: number
}
export interface DateAndReason {
date: IsoDate
reason: string
}
export interface Agreement {
title: string
round: Slug
template: string
version?: number
languages: Languages
parties: Party[]
basis: Basis
accepted?: Acceptance[]
purpose: (string | null)
expectations: {
[k: string]: string | null
}
validity: Period
exchanges: Exchange[]
terms: Terms
deviations?: Deviation[]
sharing: (string | null)
signatures?: Signature[]
termination?: Termination
}
export interface Party {
agency: Slug
unit?: string
signatory: Signatory
contact?: Contact
}
export interface Signatory {
role: (string | null)
}
export interface Basis {
match?: MatchId
selfFound?: true
}
export interface Acceptance {
party: Slug
date: IsoDate
}
export interface Period {
from: IsoDate
to: IsoDate
}
export interface Exchange {
id: Slug
form: Form
from: Slug
to: Slug
employer: EmployerAnswer
payer: PayerAnswer
legalBasis?: (string | null)
period: Period
workload: number
place: Place
tasks: (string | null)
learningGoals: string[]
level?: Level
clearance?: Clearance
ended?: DateAndReason
}
export interface Place {
municipality: Municipality
presence: Presence
}
export interface Terms {
travel?: (string | null)
equipment?: (string | null)
confidentiality: Confidentiality
refund: Refund
refundShare?: (number | null)
vat?: VatAnswer
costShare?: CostShare
workingTime?: WorkingTimeAnswer
security?: (string | null)
appointment?: (string | null)
noticeWeeks: number
}
export interface Deviation {
clause: Slug
text: Translations
reason: string
approvedBy: Anchoring
}
export interface Translations {
nb?: string
nn?: string
en?: string
}
export interface Anchoring {
role: string
date: IsoDate
}
export interface Signature {
party: Slug
role: string
date: IsoDate
method: SignatureMethod
terms: Digest
file?: Digest
}
export interface Assumptions {
acceptance?: {
accepted?: number
declined?: number
days?: {
min?: number
max?: number
}
}
negotiation?: {
fails?: number
days?: {
min?: number
max?: number
}
}
signing?: {
days?: {
min?: number
max?: number
}
}
exchanges?: {
preparationDays?: number
calledOff?: number
endEarly?: number
}
milestones?: {
inTime?: number
late?: number
days?: {
min?: number
max?: number
}
}
evaluations?: {
inTime?: number
late?: number
days?: {
min?: number
max?: number
}
}
confirmations?: {
confirmed?: number
withdrawn?: number
days?: {
min?: number
max?: number
}
}
registrations?: {
perRound?: number
}
}
export interface Competences {
competences: Term[]
targetGroups: Term[]
}
export interface Term {
id: Slug
label: LocalText
broader?: (string | null)
synonyms?: Synonyms
esco?: Uri[]
los?: Uri[]
validFrom?: IsoDate
validTo?: (string | null)
}
export interface LocalText {
nb: string
nn: string
en: string
}
export interface Synonyms {
nb?: string[]
nn?: string[]
en?: string[]
}
export interface Decision {
match: MatchId
by: Slug
reason: DeclineReason
date: IsoDate
fingerprint: Digest
note?: string
}
export interface Evaluation {
exchange: Slug
stage: Stage
by: Evaluator
date: IsoDate
language: Language
ratings: Ratings
goals?: Goal[]
learned: string
shared?: string
benefit?: string
improve?: string
suggestions?: Suggestion[]
}
export interface Ratings {
preparation?: (1 | 2 | 3 | 4 | 5)
learning: (1 | 2 | 3 | 4 | 5)
usefulness?: (1 | 2 | 3 | 4 | 5)
wouldRepeat?: (1 | 2 | 3 | 4 | 5)
}
export interface Goal {
goal: string
reached: ("fully" | "partly" | "not" | "too-early")
}
export interface Suggestion {
about: ("standard-text" | "mobility-rule" | "programme")
text: string
}
export interface Followup {
done: DoneMilestone[]
}
export interface DoneMilestone {
milestone: Slug
exchange?: Slug
date: IsoDate
}
export interface Need {
title: string
language: Language
unit?: Unit
competences: CompetenceIds
targetGroups?: TargetGroupIds
background: string
learningGoals: LearningGoals
ground: Ground
direction: NeedDirection
forms: Forms
inReturn?: Slug[]
period: Period
duration: Duration
workload: Workload
place: Place
places?: Places
level: Level
clearance?: Clearance
partners?: Partners
matchingHelp: MatchingHelp
anchoring: Anchoring
confirmed: IsoDate
withdrawn?: DateAndReason
}
export interface Duration {
minWeeks: number
maxWeeks: number
}
export interface Workload {
min: number
max: number
}
export interface Partners {
wished?: AgencyReference[]
excluded?: AgencyReference[]
}
export interface Offer {
title: string
language: Language
unit?: Unit
competences: CompetenceIds
targetGroups?: TargetGroupIds
background: string
learningGoals: LearningGoals
ground?: Ground
direction: OfferDirection
forms: Forms
inReturn?: Slug[]
period: Period
duration: Duration
workload: Workload
place: Place
places?: Places
level: Level
clearance?: Clearance
partners?: Partners
matchingHelp: MatchingHelp
anchoring: Anchoring
confirmed: IsoDate
withdrawn?: DateAndReason
}
export interface Policy {
rules: PolicyRule[]
}
export interface PolicyRule {
id: Slug
title: LocalText
explanation: LocalText
validFrom: IsoDate
validTo?: (string | null)
when: RuleCondition
limit?: RuleLimit
requires?: Requirement[]
source: RuleSource
severity: Severity
}
export interface RuleCondition {
form?: Form[]
employer?: Employer
payer?: Payer[]
refund?: Refund[]
clearance?: Clearance[]
otherMunicipality?: boolean
longerThan?: LongerThan
}
export interface LongerThan {
months?: number
days?: number
}
export interface RuleLimit {
minMonths?: number
maxMonths?: number
}
export interface RuleSource {
title: string
url: Uri
}
export interface Programme {
name: LocalText
notice?: LocalText
office: Office
languages: Languages
rounds: Round[]
pause?: Pause
closed?: Closed
confirmation: Confirmation
matching: Matching
limits: Limits
evaluation: EvaluationPlan
milestones?: Milestone[]
followUp?: FollowUpPlan
report?: ReportPlan
autoMerge?: boolean
}
export interface Office {
agency?: Slug
mailbox: Email
approvers: Approver[]
}
export interface Round {
id: Slug
name: LocalText
opens: IsoDate
deadline: IsoDate
from: IsoDate
to: IsoDate
}
export interface Confirmation {
validMonths: number
}
export interface Matching {
weights: Weights
minimumScore: number
rotationLength: number
nearMisses: number
solveSeconds?: number
}
export interface Weights {
competence: number
text: number
targetGroup: number
wish: number
period: number
place: number
level: number
language: number
}
export interface Limits {
openProposals: number
openProposalsPerAgency: number
}
export interface EvaluationPlan {
required: RequiredEvaluation[]
deadlineWeeks: number
}
export interface RequiredEvaluation {
stage: Stage
by: Evaluator
}
export interface Milestone {
id: Slug
label: LocalText
anchor: MilestoneAnchor
offsetDays: number
forms?: Form[]
minWeeks?: number
maxWeeks?: number
who?: Responsible[]
checklist?: LocalText[]
template?: Slug
}
export interface FollowUpPlan {
remindDaysBefore?: number
escalateDaysAfter?: number
giveUpDaysAfter?: number
askDaysBeforeExpiry?: number
openIssues?: number
openIssuesPerAgency?: number
}
export interface ReportPlan {
smallestGroup?: number
}
