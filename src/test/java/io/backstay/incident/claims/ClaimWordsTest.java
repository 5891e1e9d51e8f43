package io.backstay.incident.claims;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.policy.Policies;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Claims in other words, and sentences that look like claims: what a reader with bad intentions came up with.
final class ClaimWordsTest {
    private static final ClaimCheck.Numbers NONE = new ClaimCheck.Numbers(null, null, null, null);
    private static final ClaimCheck.Numbers NUMBERS = new ClaimCheck.Numbers(
            Duration.ofHours(4), "RTO: within 4 hours", Duration.ofMinutes(17), "measured in this case");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tax-agent-portal | guaranteed-recovery | Count on us to bring everything back.",
                "tax-agent-portal | guaranteed-recovery | Rest assured that all your data will be recovered.",
                "tax-agent-portal | guaranteed-recovery | Your files are certain to come back.",
                "tax-agent-portal | guaranteed-recovery | Rest assured that everything will come back.",
                "tax-agent-portal | guaranteed-recovery | Rest assured that we will get your files back.",
                "tax-agent-portal | guaranteed-recovery | We promise to get back everything.",
                "tax-agent-portal | zero-data-loss | You will not lose your work.",
                "tax-agent-portal | zero-data-loss | You will never lose your tax documents.",
                "tax-agent-portal | zero-data-loss | No rows of yours were lost.",
                "tax-agent-portal | guaranteed-recovery | We can restore anything, any time.",
                "tax-agent-portal | guaranteed-recovery | Recovery never fails with our backups.",
                "tax-agent-portal | guaranteed-recovery | We promise to get everything back.",
                "tax-agent-portal | guaranteed-recovery | A successful restore is a given.",
                "tax-agent-portal | guaranteed-recovery | One hundred percent of your data is recoverable.",
                "tax-agent-portal | guaranteed-recovery | Without doubt we will recover everything.",
                "agentic-labs | guaranteed | We ensure and guarantee availability.",
                "agentic-labs | guaranteed | You have our guarantee.",
                "tax-agent-portal | zero-data-loss | Not one byte went missing.",
                "tax-agent-portal | zero-data-loss | None of your data was lost.",
                "tax-agent-portal | zero-data-loss | Your data is never lost.",
                "tax-agent-portal | zero-data-loss | All data was preserved without loss.",
                "tax-agent-portal | zero-data-loss | We have not lost any of your records.",
                "tax-agent-portal | zero-data-loss | No loss of data occurred.",
                "tax-agent-portal | zero-data-loss | We never lose data.",
                "tax-agent-portal | zero-data-loss | There will not be any data loss.",
                "tax-agent-portal | zero-data-loss | Our RPO is zero.",
                "tax-agent-portal | zero-data-loss | The loss amounts to 0 rows.",
                "tax-agent-portal | zero-data-loss | You lose nothing at all.",
                "tax-agent-portal | bank-level-security | Your data is bank grade protected.",
                "tax-agent-portal | bank-level-security | We protect your data like a bank does.",
                "tax-agent-portal | bank-level-security | Security at the level of banks.",
                "tax-agent-portal | bank-level-security | Our encryption is bank level.",
                "tax-agent-portal | bank-level-security | We meet banking security standards.",
                "tax-agent-portal | bank-level-security | Fort Knox for your files.",
                "tax-agent-portal | ato-approved | The ATO has approved our product.",
                "tax-agent-portal | ato-approved | We have ATO approval.",
                "tax-agent-portal | ato-approved | We are an ATO-endorsed provider.",
                "tax-agent-portal | ato-approved | We hold the approval of the ATO.",
                "tax-agent-portal | soc-2 | We hold SOC 2.",
                "tax-agent-portal | soc-2 | Our Service Organization Control 2 audit is done.",
                "tax-agent-portal | soc-2 | We are SOC-2 Type II attested.",
                "tax-agent-portal | iso-27001 | We are certified to ISO-IEC 27001:2022.",
                "tax-agent-portal | iso-27001 | We are 27001 certified.",
                "tax-agent-portal | iso-27001 | Our ISO certification covers it.",
                "agentic-labs | sla | Under the service level terms you get four hours.",
                "agentic-labs | sla | Our uptime SLA's limit is four hours.",
                "tax-agent-portal | bulk-file-export | Export all files in bulk with one click.",
                "tax-agent-portal | bulk-file-export | You can bulk-download documents.",
                "tax-agent-portal | bulk-file-export | Download every document as a ZIP."
            })
    void aClaimInOtherWordsIsFound(String policy, String rule, String sentence) throws Exception {
        List<Objection> found = check(policy, NONE, sentence);
        assertTrue(found.stream().anyMatch(each -> each.rule().equals(rule)), () -> sentence + " " + found);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tax-agent-portal | We do not promise to get everything back.",
                "tax-agent-portal | We promised to get back to you by noon.",
                "tax-agent-portal | You can count on us to get back to you.",
                "tax-agent-portal | Rest assured that we will call you back.",
                "tax-agent-portal | Rest assured that we will get back to you.",
                "tax-agent-portal | Rest assured that our backups are encrypted.",
                "tax-agent-portal | Do not lose your receipt.",
                "tax-agent-portal | No rows of other customers were lost.",
                "tax-agent-portal | Export all documents of type CSV.",
                "tax-agent-portal | We never lost contact with you.",
                "tax-agent-portal | Never lose your password.",
                "tax-agent-portal | The loss was 0.5 h.",
                "tax-agent-portal | Rest assured that we look into it.",
                "tax-agent-portal | Nobody can guarantee a recovery.",
                "tax-agent-portal | We make no guarantee that a restore succeeds.",
                "tax-agent-portal | The warranty of your laptop is none of our business.",
                "tax-agent-portal | It is not certain that the data can be recovered.",
                "tax-agent-portal | We recovered 412 invoices and checked them.",
                "tax-agent-portal | Please get your work back to us by Friday.",
                "tax-agent-portal | We are certain of the cause.",
                "tax-agent-portal | Some data was lost.",
                "tax-agent-portal | We do not claim zero data loss.",
                "tax-agent-portal | Whether any data was lost is not known yet.",
                "tax-agent-portal | The loss of your invoices was reported at noon.",
                "tax-agent-portal | Zero data loss is nothing we can promise.",
                "tax-agent-portal | No invoices of other customers were touched.",
                "tax-agent-portal | 0 rows of other customers were written.",
                "tax-agent-portal | Nothing was restored.",
                "tax-agent-portal | We found nothing that stayed out.",
                "tax-agent-portal | Your bank statement export is complete.",
                "tax-agent-portal | The bank reconciliation rows are back.",
                "tax-agent-portal | The security of your account was not affected.",
                "tax-agent-portal | Bank-level security is a claim that we do not make.",
                "tax-agent-portal | The ATO form was restored.",
                "tax-agent-portal | We lodged with the ATO after the approval of the client.",
                "tax-agent-portal | We hold no SOC 2 attestation.",
                "tax-agent-portal | An ISO 27001 certificate does not exist.",
                "tax-agent-portal | SOC 2 and ISO 27001 are not held by us.",
                "tax-agent-portal | You can download your invoices as CSV.",
                "tax-agent-portal | You can export document metadata of your firm.",
                "tax-agent-portal | There is no bulk file export.",
                "agentic-labs | We have no service level agreement with you.",
                "agentic-labs | This is an objective and no SLA.",
                "agentic-labs | The slab was delivered.",
                "agentic-labs | Without a written agreement there is no SLA.",
                "agentic-labs | Neither uptime nor recovery is guaranteed."
            })
    void whatOnlyLooksLikeAClaimIsLetPass(String policy, String sentence) throws Exception {
        assertEquals(List.of(), check(policy, NONE, sentence), sentence);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "better-rto | We recover everything within an hour.",
                "better-rto | You should be up and running in a few hours.",
                "smaller-loss | The last 90 seconds cannot be recovered.",
                "better-rto | Restores take 30 minutes.",
                "better-rto | You are back online inside two hours.",
                "better-rto | Our restore time is 1 hour.",
                "better-rto | It takes us 90 minutes to restore a firm.",
                "better-rto | Within sixty minutes everything is restored.",
                "better-rto | We'll have you running by the end of the hour, in 45 min.",
                "better-rto | Recovery time: 2 h.",
                "better-rto | A restore is done in 1.5 hours.",
                "better-rto | We will restore it in a couple of hours.",
                "better-rto | Expect your data back in half an hour.",
                "better-rto | Maximum recovery time is 120 minutes.",
                "smaller-loss | You lost at most five minutes.",
                "smaller-loss | No more than 5 min of work is lost.",
                "smaller-loss | Only ten minutes of work are gone.",
                "smaller-loss | The loss was less than a quarter of an hour.",
                "smaller-loss | At worst 600 seconds of entries were lost.",
                "smaller-loss | Our RPO was 5 minutes in this case.",
                "smaller-loss | A few minutes of work were lost.",
                "smaller-loss | Your work of the last 10 minutes could not be brought back.",
                "smaller-loss | We could not recover the last 3 minutes."
            })
    void aNumberThatIsBetterThanTheTruthIsFoundInOtherWords(String rule, String sentence) throws Exception {
        List<Objection> found = check("agentic-labs", NUMBERS, sentence);
        assertEquals(List.of(rule), found.stream().map(Objection::rule).toList(), sentence);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "We will call you within an hour.",
                "It is running in 2 regions.",
                "We restore the copy of 2 hours ago.",
                "The next update will be sent in 30 minutes, when the restore is running.",
                "The restore has been running for 2 hours.",
                "It took 2 h 47 min until the data was back.",
                "Your data was back within 3 hours.",
                "Restores do not always take 2 hours.",
                "We will restore to 30 minutes before the loss.",
                "We can restore to any second of the last 7 days.",
                "Backups are taken every 15 minutes and can be restored.",
                "We will restore the backup of 2 days ago.",
                "Plan for 1 day without the portal; we aim at 4 hours.",
                "You lost 17 minutes of work.",
                "You lost at most 20 minutes of work.",
                "The data was lost 5 minutes before you called.",
                "The loss was found after 10 minutes.",
                "You called us 10 minutes after the loss.",
                "The loss lies about noon, give or take 5 minutes.",
                "Lost rows were found in 3 minutes.",
                "We cannot say that you lost less than 5 minutes.",
                "The invoices that were lost are back after 3 hours.",
                "The missing rows came back in 12 minutes."
            })
    void aNumberThatSaysSomethingElseIsLetPass(String sentence) throws Exception {
        assertEquals(List.of(), check("agentic-labs", NUMBERS, sentence), sentence);
    }

    private static List<Objection> check(String policy, ClaimCheck.Numbers numbers, String text) throws Exception {
        return ClaimCheck.of(new Policies(null, InstantSource.fixed(Instant.EPOCH)).get(policy), numbers)
                .read(text);
    }
}
