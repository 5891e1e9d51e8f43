package io.backstay.incident.claims;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.BackstayException;
import io.backstay.incident.verdict.TenantPromise;
import io.backstay.policy.Policies;
import io.backstay.policy.Policy;
import io.backstay.policy.promise.Clause;
import io.backstay.policy.promise.Statement;
import io.backstay.restore.verdict.Promise;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every rule with sentences that break it and sentences that do not.
final class ClaimCheckTest {
    private static final ClaimCheck.Numbers NONE = new ClaimCheck.Numbers(null, null, null, null);
    private static final ClaimCheck.Numbers NUMBERS = new ClaimCheck.Numbers(
            Duration.ofHours(4), "RTO: within 4 hours", Duration.ofMinutes(45), "measured in this case");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tax-agent-portal | guaranteed-recovery | We offer guaranteed recovery of your data.",
                "tax-agent-portal | guaranteed-recovery | We guarantee that everything can be restored.",
                "tax-agent-portal | guaranteed-recovery | Recovery of your invoices is guaranteed.",
                "tax-agent-portal | guaranteed-recovery | We give you a GUARANTEED   recovery of all work.",
                "tax-agent-portal | guaranteed-recovery | Restoring your data is something we guarantee.",
                "tax-agent-portal | guaranteed-recovery | We will definitely be able to recover the files.",
                "tax-agent-portal | guaranteed-recovery | Your data is always recoverable with us.",
                "tax-agent-portal | guaranteed-recovery | The recovery is certain.",
                "tax-agent-portal | guaranteed-recovery | Your invoices are 100% recoverable.",
                "tax-agent-portal | guaranteed-recovery | Not only do we offer guaranteed recovery, we are fast.",
                "tax-agent-portal | guaranteed-recovery | We do not sleep, we guarantee recovery.",
                "tax-agent-portal | guaranteed-recovery | We **guarantee** full recov\u00ADery.",
                "operations-strategy | guaranteed-recovery | We guarantee recovery.",
                "agentic-labs | guaranteed | Uptime is guaranteed by us.",
                "agentic-labs | guaranteed | We warrant that it works.",
                "tax-agent-portal | zero-data-loss | There was zero data loss.",
                "tax-agent-portal | zero-data-loss | There was zero\u2011data\u2011loss.",
                "tax-agent-portal | zero-data-loss | Your data came back without any loss.",
                "tax-agent-portal | zero-data-loss | No data was lost.",
                "tax-agent-portal | zero-data-loss | No records at all have been lost.",
                "tax-agent-portal | zero-data-loss | Nothing that you typed was lost.",
                "tax-agent-portal | zero-data-loss | You will never lose any data.",
                "tax-agent-portal | zero-data-loss | You don't lose a single row.",
                "tax-agent-portal | zero-data-loss | Not a single invoice was lost.",
                "tax-agent-portal | zero-data-loss | Our restores are lossless.",
                "tax-agent-portal | zero-data-loss | We lost nothing.",
                "daily-two-days | zero-data-loss | Zero data loss, as always.",
                "tax-agent-portal | bank-level-security | We use bank-level security.",
                "tax-agent-portal | bank-level-security | Your files have military-grade encryption.",
                "tax-agent-portal | bank-level-security | It is as safe as a bank.",
                "tax-agent-portal | bank-level-security | Expect the security of a bank.",
                "tax-agent-portal | bank-level-security | Bank\u2019s level? No: banking-grade protection!",
                "tax-agent-portal | ato-approved | Our product is ATO approved.",
                "tax-agent-portal | ato-approved | We are approved by the ATO.",
                "tax-agent-portal | ato-approved | We are certified by the Australian Taxation Office.",
                "tax-agent-portal | soc-2 | We are SOC 2 certified.",
                "tax-agent-portal | soc-2 | Our SOC2 report is ready.",
                "tax-agent-portal | soc-2 | We passed SOC II.",
                "tax-agent-portal | iso-27001 | We hold an ISO/IEC 27001 certificate.",
                "tax-agent-portal | iso-27001 | ISO27001 covers it.",
                "agentic-labs | sla | Our SLA is four hours.",
                "agentic-labs | sla | This is within our SLAs.",
                "agentic-labs | sla | The service-level agreement says so.",
                "tax-agent-portal | bulk-file-export | Use the bulk file export.",
                "tax-agent-portal | bulk-file-export | You can download all your documents there."
            })
    void aClaimIsFound(String policy, String rule, String sentence) throws Exception {
        List<Objection> found = check(policy, NONE, sentence);
        assertTrue(found.stream().anyMatch(each -> each.rule().equals(rule)), () -> sentence + " " + found);
        Objection one = found.stream()
                .filter(each -> each.rule().equals(rule))
                .findFirst()
                .orElseThrow();
        assertEquals(one.words(), sentence.substring(one.from(), one.to()));
        assertFalse(one.why().isBlank());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tax-agent-portal | We do not claim \"guaranteed recovery\" or \"bank-level security\".",
                "tax-agent-portal | We cannot guarantee that everything can be restored.",
                "tax-agent-portal | Recovery is never guaranteed.",
                "tax-agent-portal | Guaranteed recovery is not something we offer.",
                "tax-agent-portal | Zero data loss cannot be promised by anybody.",
                "tax-agent-portal | We have restored and checked your invoices.",
                "tax-agent-portal | Everything can come back as it was at Friday 18:00.",
                "tax-agent-portal | The loss window was 14 h 47 min.",
                "tax-agent-portal | 412 invoices were lost.",
                "tax-agent-portal | There is no loss window to speak of yet.",
                "tax-agent-portal | Please talk to your bank about the payments.",
                "tax-agent-portal | Your bank details are unchanged.",
                "tax-agent-portal | We have no SOC 2 report.",
                "tax-agent-portal | We are not certified under ISO 27001.",
                "tax-agent-portal | The ATO lodgement of Friday is unaffected.",
                "tax-agent-portal | Our product is not ATO approved.",
                "tax-agent-portal | The approval of the plan was signed.",
                "tax-agent-portal | Your administrators can export document metadata at any time.",
                "tax-agent-portal | Bulk file export is not offered.",
                "agentic-labs | These are objectives, not SLAs.",
                "agentic-labs | The service is slated for an update.",
                "agentic-labs | We do not guarantee it.",
                "expansive | Backups are monitored under our ISO 27001 information security management system.",
                "expansive | Our SLA is four hours."
            })
    void whatClaimsNothingIsLetPass(String policy, String sentence) throws Exception {
        assertEquals(List.of(), check(policy, NONE, sentence), sentence);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tax-agent-portal", "daily-two-days", "agentic-labs"})
    void thePublishedSentencesThatDisclaimAreLetPass(String id) throws Exception {
        for (Clause clause : policy(id).clauses()) {
            if (clause.says().toString().contains("NeverClaim")) {
                assertEquals(List.of(), check(id, NONE, clause.quotation()), clause.quotation());
            }
        }
    }

    @Test
    void anObjectionToATimeQuotesTheClauseAboutTheTime() throws Exception {
        Policy policy = policy("expansive");
        TenantPromise.Rto rto = TenantPromise.rto(policy);
        assertNotNull(rto);
        Objection found = check("expansive", ClaimCheck.Numbers.of(rto, null, null), "Our RTO is 1 minute.")
                .getFirst();
        assertEquals(rto.quotation(), found.quotation());
        Promise promise = Objects.requireNonNull(TenantPromise.of(policy, Duration.ZERO));
        assertNotEquals(promise.quotation(), found.quotation());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "better-rto   | Your data will be back within 2 hours.",
                "better-rto   | We expect to restore everything in less than 30 minutes.",
                "better-rto   | Our RTO is 1 h.",
                "better-rto   | We aim to have it running in one hour.",
                "smaller-loss | You lost at most 5 minutes of work.",
                "smaller-loss | The loss window is 10 min.",
                "smaller-loss | The loss window is 0 h 44 min.",
                "better-rto   | We have it back within 3 hours 50 minutes.",
                "smaller-loss | About half an hour of your work is missing."
            })
    void aNumberThatIsBetterThanTheTruthIsFound(String rule, String sentence) throws Exception {
        List<Objection> found = check("agentic-labs", NUMBERS, sentence);
        assertEquals(List.of(rule), found.stream().map(Objection::rule).toList(), sentence);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Your data will be back within 4 hours.",
                "Your data will be back within a day.",
                "We restored your data within 2 hours.",
                "We have restored your invoices within 3 hours.",
                "The loss is 45 min 10 s of work.",
                "You lost 0 h 46 min of work.",
                "We cannot promise that it will be back within 2 hours.",
                "You lost at most 45 minutes of work.",
                "About an hour of your work is missing.",
                "You hear from us again in 30 minutes."
            })
    void aNumberThatIsTrueIsLetPass(String sentence) throws Exception {
        assertEquals(List.of(), check("agentic-labs", NUMBERS, sentence), sentence);
    }

    @Test
    void howLinesEndAndHowListsAreWrittenHidesNoClaim() throws Exception {
        for (String text : List.of(
                "We had zero\r\ndata loss.",
                "We had zero\n  data loss.",
                "- We never share your data\n- Zero data loss",
                "* We never share your data\r\n* Zero data loss",
                "We never share your data\r\n\r\nZero data loss")) {
            List<Objection> found = check("daily-two-days", NONE, text);
            assertEquals(
                    List.of("zero-data-loss"),
                    found.stream().map(Objection::rule).toList(),
                    text);
        }
    }

    @Test
    void eachRuleQuotesThePolicyAndThePlaceIsInTheTextAsItStands() throws Exception {
        String text = "Dear Priya,\n\nall is well. We give you a guaranteed\nrecovery — and bank‑level security!\n";
        List<Objection> found = check("tax-agent-portal", NONE, text);
        assertEquals(
                List.of("guaranteed-recovery", "bank-level-security"),
                found.stream().map(Objection::rule).toList());
        for (Objection each : found) {
            assertEquals(each.words(), text.substring(each.from(), each.to()));
            assertNotNull(each.quotation());
            assertTrue(each.quotation().startsWith("We do not claim"), each.quotation());
            assertNotNull(each.instead());
        }
    }

    @Test
    void whatCanBeSaidInsteadIsAWholeSentenceThatClaimsNothingItself() throws Exception {
        for (Policy policy : new Policies(null, InstantSource.fixed(Instant.EPOCH)).all()) {
            for (ClaimRules.Applied rule : ClaimRules.of(policy)) {
                String instead = rule.instead();
                if (instead != null) {
                    assertTrue(instead.matches("[A-Z][^.]*\\."), instead);
                    assertEquals(List.of(), ClaimCheck.of(policy, NONE).read(instead), policy.id() + ": " + instead);
                }
            }
        }
        Objection claim = check("tax-agent-portal", NONE, "We give you a guaranteed recovery of all work.")
                .getFirst();
        assertTrue(claim.replacesSentence());
        assertEquals("We restored what the backups held, and checked what came back.", claim.instead());
        var fact = new Objection("unknown-fact", 0, 3, "abc", "abc", "why", null, "{{rows-restored}}");
        assertFalse(fact.replacesSentence(), "a fact's name stands for itself");
    }

    @Test
    void aNeverClaimThatTheListDoesNotKnowIsLookedForWordByWord() throws Exception {
        Policy known = policy("tax-agent-portal");
        List<Clause> clauses = new ArrayList<>(known.clauses());
        clauses.removeIf(clause -> !clause.id().equals("not-claimed"));
        Clause first = clauses.removeFirst();
        clauses.add(new Clause(
                first.id(),
                first.kind(),
                first.section(),
                first.quotation(),
                first.sets(),
                first.supposes(),
                List.of(new Statement.NeverClaim(List.of("unbreakable vault (v2)"))),
                null));
        var own = new Policy("own", "Own", "Us", null, known.environments(), clauses);
        List<Objection> found = ClaimCheck.of(own, NONE).read("It lies in an unbreakable\nvault (v2).");
        assertEquals("never-claim", found.getFirst().rule());
    }

    @Test
    void aHugeOrHostileTextIsReadInTimeOrRefused() throws Exception {
        String words = "we guarantee to restore it, a loss of 1 h in ".repeat(3_000);
        assertFalse(check("tax-agent-portal", NUMBERS, words).isEmpty());
        check("tax-agent-portal", NUMBERS, "a".repeat(100_000));
        check("tax-agent-portal", NUMBERS, "\u202E".repeat(100_000) + "= <script>" + "\n".repeat(10_000));
        String tooLong = "x".repeat(ClaimCheck.CHARS_MAX + 1);
        assertThrows(BackstayException.class, () -> check("tax-agent-portal", NONE, tooLong));
    }

    private static List<Objection> check(String policy, ClaimCheck.Numbers numbers, String text) throws Exception {
        return ClaimCheck.of(policy(policy), numbers).read(text);
    }

    private static Policy policy(String id) throws Exception {
        return new Policies(null, InstantSource.fixed(Instant.EPOCH)).get(id);
    }

    @Test
    void aCaseWithoutAPolicyHasNobodyWhoDoesNotPromise() throws Exception {
        List<Objection> found = ClaimCheck.of(Policy.NONE, NONE).read("We guarantee zero data loss.");
        assertEquals("No policy can promise this.", found.getFirst().why());
    }
}
