package io.backstay.incident.print;

import io.backstay.connect.postgres.tenant.load.Proof;
import io.backstay.estate.Tenant;
import io.backstay.incident.CaseEntry;
import io.backstay.incident.Objective;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What happened to one tenant and what was done about it: facts only, taken from the record of acts.
///
/// @param summary  a few sentences for somebody who reads nothing else
/// @param timeline oldest first
/// @param proof    what was measured before the commit, null when nothing was imported
public record IncidentReport(
        Subject subject,
        String summary,
        List<CaseEntry> timeline,
        Measured measured,
        List<Counts> counts,
        @Nullable Proof proof,
        Approval approval,
        Limits limits,
        List<Version> versions,
        Instant writtenAt) {

    public IncidentReport {
        timeline = List.copyOf(timeline);
        counts = List.copyOf(counts);
        versions = List.copyOf(versions);
    }

    /// What the report is about.
    ///
    /// @param caseId       such as `INC-0001`
    /// @param practice     whether it was a drill, which every page then says
    /// @param dataset      in the customer's words, such as `Invoices`
    /// @param restoredTo   the moment that was recovered to, null when nothing was restored
    public record Subject(
            String caseId,
            String title,
            boolean practice,
            Tenant tenant,
            String dataset,
            @Nullable Instant restoredTo) {}

    /// What was measured, beside what was promised.
    ///
    /// @param rpo             how much work is not in what was restored, null when not measured
    /// @param rto             how long it took, null when not measured: in a report of a case from where its policy
    ///                        starts the clock until the restored service answered; in the paper of an outcome from
    ///                        the customer's call to the verified restore; of a restore of everything and of a
    ///                        restore test from the call or the begin to the last look
    /// @param objectsRestored files that were brought back by version
    /// @param promise         null when no policy applies
    public record Measured(
            @Nullable Duration rpo,
            @Nullable Duration rto,
            long objectsRestored,
            @Nullable Promise promise) {
        /// The RPO against its promise.
        public Objective lost() {
            return new Objective(rpo, promise == null ? null : promise.rpo());
        }

        /// The RTO against its promise.
        public Objective took() {
            return new Objective(rto, promise == null ? null : promise.rto());
        }
    }

    /// A policy's promise in its own words.
    ///
    /// @param policy    the policy's name
    /// @param clause    where it says so, such as `5. Recovery scenarios`
    /// @param quotation its own words
    /// @param rpo       null when the policy gives no number
    /// @param rto       null when the policy gives no number
    public record Promise(
            String policy,
            String clause,
            String quotation,
            @Nullable Duration rpo,
            @Nullable Duration rto) {}

    /// One table in the words of a support person, in rows.
    ///
    /// @param mended    rows whose damaged values were given back
    /// @param keptLive  rows that the tenant typed or changed since, and that were left as they are
    /// @param conflicts lost rows whose place is taken, and that were therefore not brought back
    public record Counts(String label, long lost, long restored, long mended, long keptLive, long conflicts) {
        /// Where nothing was mended.
        public Counts(String label, long lost, long restored, long keptLive, long conflicts) {
            this(label, lost, restored, 0, keptLive, conflicts);
        }
    }

    /// Who let the plan be carried out.
    ///
    /// @param planSha256 of the plan that was approved, null when there was none
    /// @param by         the people who approved; empty when nobody did
    /// @param alone      why one person both planned and approved, null when another person approved
    public record Approval(
            @Nullable String planSha256,
            List<String> by,
            @Nullable String alone) {
        public Approval {
            by = List.copyOf(by);
        }
    }

    /// What the reader must not believe.
    ///
    /// @param notDone    what was left out of this restore, a sentence each
    /// @param notClaimed what this report does not say, a sentence each
    public record Limits(List<String> notDone, List<String> notClaimed) {
        public Limits {
            notDone = List.copyOf(notDone);
            notClaimed = List.copyOf(notClaimed);
        }
    }

    /// The version of one thing that took part.
    public record Version(String what, String version) {}
}
