package io.backstay.incident.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.BackstayException;
import io.backstay.incident.claims.ClaimCheck;
import io.backstay.incident.intake.CaseIntake;
import io.backstay.policy.Policies;
import io.backstay.policy.Policy;
import io.backstay.restore.verdict.Verdict.Answer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CustomerMessagesTest {
    private static final Instant NOW = Instant.parse("2026-03-16T02:05:00Z");

    private static final String LOST = "No backup from before the loss is left.";

    @Test
    void theFirstNoticeIsWrittenByTheCustomersClock() throws Exception {
        Draft draft = draft(MessageKind.FIRST, "Harrow & Finch", "Priya Nair", false);

        assertEquals("[INC-0031] We are looking into your missing invoices", draft.subject());
        assertEquals("""
                Dear Priya Nair,

                You told us on Mon 16 Mar 2026 13:05 (Australia/Melbourne, +11:00) that invoices of Harrow & Finch are \
                missing since about Fri 13 Mar 2026 17:51 (Australia/Melbourne, +11:00), give or take 2 h. We are \
                looking into it now.

                You hear from us again by Mon 16 Mar 2026 14:05 (Australia/Melbourne, +11:00), sooner when something \
                changes.

                Questions: support@taxagentportal.com.au. Our number for this is INC-0031.
                """, draft.body());
        assertFalse(draft.banner().contains("Harrow") || draft.banner().contains("INC-"), draft.banner());
    }

    @ParameterizedTest
    @EnumSource(MessageKind.class)
    void noDraftClaimsWhatAPolicyNeverClaims(MessageKind kind) throws Exception {
        var numbers = new ClaimCheck.Numbers(Duration.ofHours(4), "q", Duration.ofHours(15), "measured");
        for (Policy policy : new Policies(null, InstantSource.fixed(NOW)).all()) {
            for (CustomerMessages.Back back : CustomerMessages.Back.values()) {
                CustomerMessages.Told bare = told("A", null, false);
                var told = new CustomerMessages.Told(
                        bare.caseId(), bare.intake(), new CustomerMessages.Known(Answer.NO, LOST), back, NOW);
                Draft draft = CustomerMessages.draft(kind, told, policy);
                assertTrue(draft.body().contains("What we know: " + LOST), draft.body());
                String all = draft.subject() + "\n\n" + draft.body() + "\n\n" + draft.banner();
                assertEquals(List.of(), ClaimCheck.of(policy, numbers).read(all));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = MessageKind.class,
            names = {"UPDATE", "CLOSING"})
    void whatWasTakenOutAgainIsNotToldToBeBack(MessageKind kind) throws Exception {
        CustomerMessages.Told bare = told("A", null, true);
        Policy policy = new Policies(null, InstantSource.fixed(NOW)).get("tax-agent-portal");
        assertTrue(CustomerMessages.draft(kind, bare, policy).body().contains("is back, and we have read it again"));
        var told = new CustomerMessages.Told(
                bare.caseId(), bare.intake(), null, CustomerMessages.Back.TAKEN_BACK, bare.nextUpdate());
        var said = new CustomerMessages.Told(
                bare.caseId(), bare.intake(), null, CustomerMessages.Back.SAID, bare.nextUpdate());
        String body = CustomerMessages.draft(kind, said, policy).body();
        assertTrue(body.contains(" is back.") && !body.contains("read it again"), body);
        Draft draft = CustomerMessages.draft(kind, told, policy);
        assertTrue(draft.body().contains("had to be taken out again, so it is not there now."), draft.body());
        assertFalse((draft.subject() + draft.body() + draft.banner()).contains("is back"), draft.body());
    }

    @ParameterizedTest
    @CsvSource({"expansive, Platform Security Team", "agentic-labs, security@ctizero.com"})
    void noContactForAnotherPurposeIsGivenForQuestions(String policy, String address) throws Exception {
        Policy named = new Policies(null, InstantSource.fixed(NOW)).get(policy);
        assertTrue(named.toString().contains(address), "the policy names it for something else");
        String body = CustomerMessages.draft(MessageKind.FIRST, told("A", null, false), named)
                .body();
        assertFalse(body.contains(address), body);
        assertTrue(body.contains("Please answer this message with any question."), body);
        assertEquals(List.of(), CustomerMessages.supportOf(named));
    }

    @Test
    void aNameCannotBeginAnotherHeaderOrTurnTheTextRound() throws Exception {
        Draft draft = draft(
                MessageKind.FIRST, "A\r\nBcc: all@example.com\u202E<b>", "x\nTo: y\u0007" + "z".repeat(5_000), false);
        String eml = new String(
                Eml.bytes(draft, "support@example.com", List.of("a@example.com"), NOW), StandardCharsets.UTF_8);

        assertFalse(eml.contains("Bcc"), eml);
        assertFalse(eml.contains("<b>"), eml);
        for (String line : eml.split("\r\n", -1)) {
            assertTrue(line.length() <= 78, line);
        }
        assertTrue(draft.body().lines().findFirst().orElse("").length() < 300, "a name is cut");
        assertFalse(draft.body().contains("\u202E") || draft.body().contains("\u0007"), draft.body());
    }

    @Test
    void theFileIsADraftInEveryLanguage() throws Exception {
        Draft draft = draft(MessageKind.UPDATE, "株式会社 ハロー", null, true);
        String eml = new String(
                Eml.bytes(draft, "", List.of("a@example.com", "b@example.com"), NOW), StandardCharsets.US_ASCII);

        int split = eml.indexOf("\r\n\r\n");
        String head = eml.substring(0, split);
        assertTrue(head.startsWith("To: a@example.com,\r\n b@example.com\r\nSubject: =?utf-8?B?"), head);
        assertTrue(head.contains("Date: Mon, 16 Mar 2026 02:05:00 GMT\r\nX-Unsent: 1\r\n"), head);
        String body = new String(Base64.getMimeDecoder().decode(eml.substring(split)), StandardCharsets.UTF_8);
        assertEquals(draft.body().replace("\n", "\r\n"), body);
        assertTrue(body.startsWith("Dear administrators of 株式会社 ハロー,"), body);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "no-at", "a@b\r\nBcc: c@d", "a b@c.de", "<a@b.de>", "a@-b.de", "ä@b.de", "a@b.de,c@d.de"})
    void whatIsNoAddressIsRefused(String address) throws Exception {
        Draft draft = draft(MessageKind.FIRST, "A", null, false);
        assertThrows(BackstayException.class, () -> Eml.bytes(draft, "", List.of(address), NOW));
    }

    private static Draft draft(MessageKind kind, String firm, @Nullable String asker, boolean restored)
            throws Exception {
        Policy policy = new Policies(null, InstantSource.fixed(NOW)).get("tax-agent-portal");
        return CustomerMessages.draft(kind, told(firm, asker, restored), policy);
    }

    private static CustomerMessages.Told told(String firm, @Nullable String asker, boolean restored) {
        var intake = new CaseIntake(
                firm,
                "7",
                "invoices",
                Instant.parse("2026-03-13T06:51:00Z"),
                Duration.ofHours(2),
                "Australia/Melbourne",
                asker,
                null,
                null,
                2,
                "tax-agent-portal",
                null,
                NOW,
                null,
                List.of());
        CustomerMessages.Back back = restored ? CustomerMessages.Back.BACK : CustomerMessages.Back.NOT_YET;
        return new CustomerMessages.Told("INC-0031", intake, null, back, NOW.plus(Duration.ofHours(1)));
    }
}
