package io.backstay.restore.approve;

import static io.backstay.restore.plan.SamplePlans.NOW;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.BackstayException;
import io.backstay.restore.approve.Approval.Decision;
import io.backstay.restore.plan.PlanFile;
import io.backstay.restore.plan.Refusal;
import io.backstay.restore.plan.RestorePlan;
import io.backstay.restore.plan.RestorePlanTest;
import io.backstay.restore.plan.SamplePlans;
import io.backstay.seal.Dsse;
import io.backstay.seal.Ed25519;
import io.backstay.seal.Signer;
import io.backstay.seal.VerifierKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/// Who may let a plan be carried out, and the code of every refusal.
class ApprovalGateTest {
    private static final SplittableRandom RANDOM = new SplittableRandom(20_261_123L);
    private static final Signer MIRA = key("mira");
    private static final Signer MIRA_TOO = key("mira-laptop");
    private static final Signer JONAS = key("jonas");
    private static final Signer JONAS_TOO = key("jonas-phone");
    private static final Signer SAM = key("sam");
    private static final Signer EVE = key("eve");
    private static final Instant LATER = NOW.plusSeconds(60);

    private final PlanFile plan = PlanFile.of(SamplePlans.plan(JONAS.key().encoded()));
    private final People people =
            people(List.of(known(MIRA, "mira"), known(MIRA_TOO, "mira"), known(JONAS_TOO, "jonas"), known(SAM, "sam")));

    private static Signer key(String name) {
        Ed25519.Made made = Ed25519.make(name, RANDOM);
        return Ed25519.signer(name, made.seed());
    }

    private static People.Known known(Signer signer, String person) {
        return new People.Known(signer.key().encoded(), person, NOW, "jonas", null, null);
    }

    private static People people(List<People.Known> keys) {
        return new People(keys);
    }

    @Test
    void anotherPersonsApprovalLetsThePlanBeCarriedOut() throws Exception {
        ApprovalGate.Passed passed = gate().require(plan, signed(MIRA, Decision.APPROVED), LATER);
        assertEquals("mira", passed.person());
        assertEquals(plan.hash(), passed.approval().planHash());
        assertEquals(
                "mira",
                gate().require(plan, signed(MIRA_TOO, Decision.APPROVED), LATER).person());
    }

    @Test
    void noPlanPassesWithTheApprovalOfAnother() throws Exception {
        Dsse approval = signed(MIRA, Decision.APPROVED);
        int[] refused = {0};
        RestorePlanTest.eachChange(plan.plan(), changed -> {
            PlanFile other = PlanFile.of(changed);
            BackstayException heard = assertThrows(
                    BackstayException.class, () -> gate().require(other, approval, LATER), changed::toString);
            assertTrue(heard.failure().code().startsWith("APPROVAL-")
                    || heard.failure().code().equals("bad-input"));
            refused[0]++;
        });
        assertTrue(refused[0] >= 35, "too few changes were tried: " + refused[0]);
    }

    @Test
    void anotherAnswerAboutTheSchemaIsAnotherPlanWhichTheApprovalDoesNotCover() throws Exception {
        PlanFile first = answering("DEFAULT");
        Dsse approval = signed(first, MIRA, Decision.APPROVED, NOW);
        gate().require(first, approval, LATER);
        refused(Refusal.APPROVAL_OTHER_PLAN, () -> gate().require(answering("LEAVE_OUT"), approval, LATER));
        gate().require(answering("DEFAULT"), approval, LATER);
    }

    private static PlanFile answering(String answer) {
        RestorePlan plan = SamplePlans.plan(JONAS.key().encoded());
        return PlanFile.of(new RestorePlan(
                plan.format(),
                plan.restore(),
                plan.request(),
                plan.tenant(),
                plan.source(),
                plan.target(),
                plan.rows(),
                RestorePlan.choices(Map.of("schema", Map.of("column-added app.jobs.due", answer))),
                plan.files(),
                plan.policy(),
                plan.validity(),
                plan.seen()));
    }

    @Test
    void whoPlannedCannotApproveWhicheverKeyIsUsed() {
        refused(Refusal.APPROVAL_SAME_KEY, () -> gate().require(plan, signed(JONAS, Decision.APPROVED), LATER));
        refused(Refusal.APPROVAL_SAME_PERSON, () -> gate().require(plan, signed(JONAS_TOO, Decision.APPROVED), LATER));
    }

    @Test
    void aPlannersKeyThatWasAddedUnderAnotherNameIsStillThePlanners() {
        var renamed = new VerifierKey("maria", JONAS.key().key());
        var gate = gate(people(List.of(new People.Known(renamed.encoded(), "maria", NOW, "jonas", null, null))));
        refused(Refusal.APPROVAL_SAME_KEY, () -> gate.require(plan, signed(JONAS, Decision.APPROVED), LATER));
    }

    @Test
    void onePersonWithTwoKeysIsOnePerson() {
        PlanFile mirasOwn = PlanFile.of(SamplePlans.plan(MIRA.key().encoded()));
        Dsse approval = signed(mirasOwn, MIRA_TOO, Decision.APPROVED, NOW);
        refused(Refusal.APPROVAL_SAME_PERSON, () -> gate().require(mirasOwn, approval, LATER));
    }

    @Test
    void keysThatDoNotCountLetNothingPass() throws Exception {
        refused(Refusal.APPROVAL_UNKNOWN_KEY, () -> gate().require(plan, signed(EVE, Decision.APPROVED), LATER));
        People fewer = people.revoking(MIRA.key().fingerprint(), "her laptop was stolen", NOW);
        refused(Refusal.APPROVAL_REVOKED_KEY, () -> gate(fewer).require(plan, signed(MIRA, Decision.APPROVED), LATER));
        refused(Refusal.APPROVAL_ROLE, () -> gate().require(plan, signed(SAM, Decision.APPROVED), LATER));
    }

    @Test
    void aNameAloneDoesNotSign() throws Exception {
        String eves = new String(signed(EVE, Decision.APPROVED).bytes(), UTF_8);
        String claimed =
                eves.replace("eve+" + EVE.key().idHex(), "mira+" + MIRA.key().idHex());
        Dsse forged = Approval.envelope("forged", claimed.getBytes(UTF_8));
        refused(Refusal.APPROVAL_SIGNATURE, () -> gate().require(plan, forged, LATER));
    }

    @Test
    void anApprovalHoldsInItsTimeOnlyAndNeverLongerThanThePlan() {
        Dsse approval = signed(MIRA, Decision.APPROVED);
        refused(Refusal.APPROVAL_EARLY, () -> gate().require(plan, approval, NOW.minusMillis(1)));
        Instant end = NOW.plus(ApprovalRules.USUAL.validity());
        refused(Refusal.APPROVAL_EXPIRED, () -> gate().require(plan, approval, end));
        var late = Approval.of(plan, Decision.APPROVED, ApprovalRules.USUAL, NOW.plusSeconds(1800), RANDOM);
        assertEquals(plan.plan().validity().expiresAt(), late.notAfter());
        refused(Refusal.PLAN_EXPIRED, () -> ApprovalGate.requireTimely(plan, NOW.plus(Duration.ofHours(1))));
        refused(Refusal.PLAN_EARLY, () -> ApprovalGate.requireTimely(plan, NOW.minusMillis(1)));
    }

    @Test
    void aSecondPersonsNoStopsThePlan() {
        refused(Refusal.APPROVAL_DECLINED, () -> gate().require(plan, signed(MIRA, Decision.REFUSED), LATER));
    }

    @Test
    void anApprovalOfARecordThatWasPutBackIsRefused() {
        var gate = new ApprovalGate(people, _ -> true, _ -> false);
        refused(Refusal.APPROVAL_RECORD, () -> gate.require(plan, signed(MIRA, Decision.APPROVED), LATER));
    }

    @Test
    void everyFieldOfAnApprovalIsHeldAgainstThePlan() throws Exception {
        Approval good = Approval.of(plan, Decision.APPROVED, ApprovalRules.USUAL, NOW, RANDOM);
        refused(Refusal.APPROVAL_OTHER_PLAN, () -> require(with(good, "0".repeat(64), good.target(), good.tenant())));
        refused(Refusal.APPROVAL_OTHER_TARGET, () -> require(with(good, good.planHash(), "another", good.tenant())));
        refused(Refusal.APPROVAL_OTHER_TENANT, () -> require(with(good, good.planHash(), good.target(), "1004")));
        var seen = new RestorePlan.Seen("backstay/ffffffffffffffff", 1, "00".repeat(32));
        refused(
                Refusal.APPROVAL_RECORD,
                () -> require(new Approval(
                        good.planHash(),
                        good.decision(),
                        good.target(),
                        good.tenant(),
                        good.notBefore(),
                        good.notAfter(),
                        seen,
                        good.nonce())));
        assertEquals(good, Approval.parse(good.bytes()));
    }

    @Test
    void noByteOfAnApprovalCanBeTurned() throws Exception {
        byte[] bytes = signed(MIRA, Decision.APPROVED).bytes();
        List<String> passed = new ArrayList<>();
        for (int place = 0; place < bytes.length; place++) {
            byte[] turned = bytes.clone();
            turned[place] ^= (byte) (1 << (place % 8));
            try {
                Dsse envelope = Approval.envelope("turned", turned);
                gate().require(plan, envelope, LATER);
                passed.add(envelope.claimed().toString());
            } catch (BackstayException e) {
                assertTrue(
                        e.failure().code().startsWith("APPROVAL-"),
                        () -> e.failure().toString());
            }
        }
        // The name beside a signature is for people; it is the only thing that may differ.
        String honest = signed(MIRA, Decision.APPROVED).claimed().toString();
        assertTrue(passed.stream().noneMatch(honest::equals), "something but the name was turned unnoticed");
    }

    @Test
    void onePersonAloneNeedsAReasonAndWaits() throws Exception {
        refused(Refusal.SOLO_REASON, () -> ApprovalGate.requireReason("  because  "));
        var alone = new ApprovalGate.Alone("jonas", "Nobody else is awake", NOW);
        Instant from = NOW.plus(ApprovalRules.USUAL.soloWait());
        refused(Refusal.SOLO_WAIT, () -> ApprovalGate.require(alone, ApprovalRules.USUAL, from.minusMillis(1)));
        ApprovalGate.require(alone, ApprovalRules.USUAL, from);
        ApprovalGate.require(alone, ApprovalRules.USUAL.forPractice(), NOW);
    }

    private void require(Approval approval) throws BackstayException {
        gate().require(plan, Approval.envelope("an approval", approval.sign(MIRA)), LATER);
    }

    private static Approval with(Approval good, String hash, String target, String tenant) {
        return new Approval(
                hash, good.decision(), target, tenant, good.notBefore(), good.notAfter(), good.seen(), good.nonce());
    }

    private ApprovalGate gate() {
        return gate(people);
    }

    private static ApprovalGate gate(People people) {
        return new ApprovalGate(people, person -> !person.equals("sam"), _ -> true);
    }

    private Dsse signed(Signer signer, Decision decision) {
        return signed(plan, signer, decision, NOW);
    }

    private static Dsse signed(PlanFile plan, Signer signer, Decision decision, Instant now) {
        try {
            return Approval.envelope(
                    "an approval",
                    Approval.of(plan, decision, ApprovalRules.USUAL, now, RANDOM)
                            .sign(signer));
        } catch (BackstayException e) {
            throw new AssertionError(e);
        }
    }

    private static void refused(Refusal refusal, Executable act) {
        assertEquals(
                refusal.code(),
                assertThrows(BackstayException.class, act).failure().code());
    }
}
