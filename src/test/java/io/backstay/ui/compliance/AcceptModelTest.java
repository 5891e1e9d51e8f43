package io.backstay.ui.compliance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.act.policy.PolicyTexts;
import io.backstay.act.role.Role;
import io.backstay.base.Failure;
import io.backstay.policy.lint.LintReport;
import io.backstay.ui.kit.Background;
import io.backstay.ui.kit.Mark;
import io.backstay.ui.kit.guard.Allowed;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class AcceptModelTest {
    private static final ZoneId MELBOURNE = ZoneId.of("Australia/Melbourne");

    private final FakeTexts texts = FakeTexts.strict();
    private final Background background = new Background(Runnable::run, Runnable::run, AssertionError::new);
    private final ComplianceModel model = new ComplianceModel(new FakePolicies(), texts, background);
    private final AcceptModel accept = form(Role.ADMINISTRATOR);

    private AcceptModel form(Role role) {
        return new AcceptModel(texts, background, new Allowed(role), MELBOURNE, model::check);
    }

    private Item.Written r16() {
        return model.items().stream()
                .filter(item -> item.rule().equals("R16"))
                .map(Item.Written.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private void accept() {
        accept.reasonProperty().set(" deletion requests are rare ");
        accept.ownerProperty().set("Ada");
        accept.untilProperty().set("2026-06-30");
        accept.accept("expansive", r16().judged().contradiction());
    }

    @Test
    void whatContradictsItselfStandsAmongTheFindingsByWeight() {
        model.open("expansive", null);
        assertEquals(
                List.of(
                        "RPO",
                        "PITR window",
                        "R1",
                        "R2",
                        "R5",
                        "Second region",
                        "R9",
                        "R13",
                        "R16",
                        "R20",
                        "R4",
                        "R7",
                        "R20"),
                model.items().stream()
                        .map(Item::rule)
                        .filter(rule -> !rule.equals("Retention"))
                        .toList());
        assertEquals(5, model.breachesProperty().get(), "two broken promises and three that cannot be kept");
        model.selectedProperty().set(r16());
        String text = model.copy();
        for (String part : List.of("“Data will be retained", "up to 730 d", "Ask: How long", "expansive, rule R16")) {
            assertTrue(text.contains(part), text);
        }
    }

    @Test
    void whatIsAcceptedBecomesAnExceptionWithItsEnd() {
        model.open("expansive", null);
        model.selectedProperty().set(r16());
        accept.begin();
        assertTrue(accept.openProperty().get());
        accept();
        assertFalse(accept.openProperty().get());
        assertEquals(
                List.of(new PolicyTexts.Choice(
                        "R16",
                        List.of("data-retention", "platform-tiers"),
                        "deletion requests are rare",
                        "Ada",
                        Instant.parse("2026-06-29T14:00:00Z"))),
                texts.chosen);
        assertEquals(Mark.ACCEPTED, r16().mark());
        assertEquals(r16(), model.selectedProperty().get(), "the same finding stays chosen");
        assertTrue(model.copy().endsWith("Accepted until 2026-06-29 14:00:00 UTC by Ada: deletion requests are rare"));
    }

    @Test
    void whatIsWithdrawnCountsAgainAndSaysByWhom() throws Exception {
        model.open("expansive", null);
        accept();
        accept.beginWithdrawal();
        assertTrue(accept.withdrawingProperty().get());
        accept.withdraw("expansive", r16().judged().contradiction());
        assertEquals(
                "Say why it is not lived with any more.",
                accept.problemProperty().get());
        assertEquals(List.of(), texts.ended);
        accept.reasonProperty().set(" a customer asked ");
        accept.withdraw("expansive", r16().judged().contradiction());
        assertFalse(accept.withdrawingProperty().get());
        assertEquals(
                List.of(new PolicyTexts.End("R16", List.of("data-retention", "platform-tiers"), "a customer asked")),
                texts.ended);
        assertEquals(Mark.WARNING, r16().mark());
        String words = r16().judged().exception();
        assertTrue(words.startsWith("Was accepted until 2026-06-29"), words);
        assertTrue(words.endsWith(" by Jonas Weber: a customer asked"), words);
        accept();
        assertEquals(Mark.ACCEPTED, r16().mark(), "it can be accepted again");
    }

    @Test
    void aWithdrawalThatFailsStaysInTheForm() {
        model.open("expansive", null);
        accept();
        accept.beginWithdrawal();
        texts.failure = new Failure.BadInput("It is not accepted now.", "See what is.");
        accept.reasonProperty().set("a customer asked");
        accept.withdraw("expansive", r16().judged().contradiction());
        assertTrue(accept.withdrawingProperty().get());
        assertEquals(
                "It is not accepted now. See what is.", accept.problemProperty().get());
        assertEquals(Mark.ACCEPTED, r16().mark());
    }

    @Test
    void anExceptionThatHasEndedCountsAgainAndSaysSo() {
        model.open("expansive", null);
        LintReport.Judged open = r16().judged();
        accept.untilProperty().set("2026-03-16");
        accept.reasonProperty().set("for a day");
        accept.ownerProperty().set("Ada");
        accept.accept("expansive", open.contradiction());
        assertEquals(Mark.WARNING, r16().mark());
        assertEquals(
                "Was accepted until 2026-03-15 13:00:00 UTC by Ada: for a day",
                r16().judged().exception());
    }

    @Test
    void anIncompleteFormAcceptsNothingAndSaysWhatIsMissing() {
        model.open("expansive", null);
        accept.begin();
        accept.accept("expansive", r16().judged().contradiction());
        assertEquals(
                "Say why it is lived with, and who answers for that.",
                accept.problemProperty().get());
        accept.reasonProperty().set("because");
        accept.ownerProperty().set("Ada");
        accept.untilProperty().set("in spring");
        accept.accept("expansive", r16().judged().contradiction());
        assertTrue(accept.problemProperty().get().contains("such as 2027-03-01"));
        assertEquals(List.of(), texts.chosen);
    }

    @Test
    void aRefusalOfTheDeskStaysInTheForm() {
        model.open("expansive", null);
        texts.failure = new Failure.BadInput("The end of an acceptance lies in the future.", "Choose another day.");
        accept.begin();
        accept();
        assertTrue(accept.openProperty().get());
        assertEquals(
                "The end of an acceptance lies in the future. Choose another day.",
                accept.problemProperty().get());
        assertEquals("Ada", accept.ownerProperty().get(), "what was typed is kept");
    }

    @Test
    void aResponderIsToldWhoMayAccept() {
        AcceptModel refused = form(Role.RESPONDER);
        String refusal = refused.refusal();
        assertTrue(refusal != null && refusal.contains("administrator"), refusal);
        refused.begin();
        refused.beginWithdrawal();
        assertFalse(refused.openProperty().get());
        assertFalse(refused.withdrawingProperty().get());
        assertNull(accept.refusal());
    }
}
