package io.backstay.act.record;

import io.backstay.base.BackstayException;
import io.backstay.base.Counts;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The record of acts: reading, checking, handing on.
public interface Records {
    /// The newest entries that match, oldest first.
    ///
    /// @param limit 1 to 10,000
    List<Entry> newest(Filter filter, int limit) throws BackstayException;

    /// How many entries there are.
    long size() throws BackstayException;

    /// Recomputes every hash and checks every checkpoint against the keys that count here.
    Check verify() throws BackstayException;

    /// Checks a record or an export that lies elsewhere.
    ///
    /// @param file       another `audit.db` or an export; null for this record
    /// @param trust      a file with one verifier key a line; null for the keys that count here
    /// @param checkpoint a checkpoint that was kept elsewhere, which the record must continue; null for none
    Check verify(@Nullable Path file, @Nullable Path trust, @Nullable Path checkpoint) throws BackstayException;

    /// Writes the entries of one tenant with proofs that they are in the record, and nothing about the others.
    ///
    /// @return what the file holds, and what it lacks
    HandedOn export(String tenant, Path file) throws BackstayException;

    /// Which entries to show; null or empty leaves a condition out.
    ///
    /// @param text part of an act, a target or an actor
    record Filter(
            @Nullable String caseId,
            @Nullable String tenant,
            @Nullable String run,
            String text) {
        /// Every entry.
        public static final Filter ALL = new Filter(null, null, null, "");
    }

    /// One act or its outcome.
    ///
    /// @param kind   `intent`, `outcome` or `note`
    /// @param role   the role in which it was done, null in entries of the first version
    /// @param tenant the tenant that it is about, if it is about one
    /// @param caseId the case that it belongs to, if any
    /// @param intent for an outcome, the number of its intent
    /// @param signed whether a checkpoint covers it
    record Entry(
            long seq,
            Instant at,
            String actor,
            @Nullable String role,
            String session,
            String kind,
            String act,
            String target,
            @Nullable String tenant,
            @Nullable String caseId,
            @Nullable Long intent,
            @Nullable String outcome,
            Map<String, String> detail,
            boolean signed) {}

    /// What checking found; exit codes follow from the verdict.
    ///
    /// @param size         entries read
    /// @param root         the Merkle root over the entries that hold, in hex
    /// @param firstBroken  the first entry that does not match, or null when all do
    /// @param signedSize   how many entries the newest good checkpoint covers, 0 without one
    /// @param signedBy     the name and the fingerprint of the key that signed it, null without one
    /// @param problem      what is wrong or missing in one sentence, null when it is verified
    /// @param warnings     what is odd without being proof of anything, such as times that go backwards
    record Check(
            Verdict verdict,
            long size,
            String root,
            @Nullable Long firstBroken,
            long signedSize,
            @Nullable String signedBy,
            @Nullable String problem,
            List<String> warnings) {
        /// Keeps warnings of its own.
        public Check {
            warnings = List.copyOf(warnings);
        }

        /// How many entries at the end no checkpoint covers yet.
        public long unsignedTail() {
            return size - signedSize;
        }
    }

    /// What was handed on.
    ///
    /// @param entries in the file
    /// @param leftOut newer entries of the same tenant: no key was at hand to sign a checkpoint over them
    record HandedOn(long entries, long leftOut) {
        /// What is missing and what to do, in one sentence; empty when nothing is.
        public String lacks() {
            if (leftOut == 0) {
                return "";
            }
            String those = leftOut == 1 ? "1 newer entry was" : Counts.of(leftOut) + " newer entries were";
            return those + " left out, because no signature covers them yet: unlock the vault, then write it again.";
        }
    }

    /// Whether a record can be relied on.
    enum Verdict {
        /// Everything holds, and a key that counts signed it.
        VERIFIED,
        /// Something is not what it was.
        TAMPERED,
        /// Everything holds, but no checkpoint or none of a key that counts.
        UNVERIFIABLE
    }
}
