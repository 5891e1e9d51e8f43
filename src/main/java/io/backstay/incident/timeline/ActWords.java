package io.backstay.incident.timeline;

import java.util.Map;
import java.util.Set;

/// What the timeline says of an act that wrote no line of its own.
final class ActWords {
    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("connection.add", "Connection %s added"),
            Map.entry("connection.remove", "Connection %s removed"),
            Map.entry("connection.policy", "The policy that connection %s is judged by set"),
            Map.entry("connection.regions", "Regions that the account of %s has enabled asked for"),
            Map.entry("connection.test", "Connection %s tested"),
            Map.entry("connection.sync", "Recovery points of %s listed"),
            Map.entry("point.create", "Backup made of %s"),
            Map.entry("test.run", "Restore test: %s"),
            Map.entry("tenant.export", "Own rows handed on: %s"),
            Map.entry("tenant.show", "Looked how rows are found through %s"),
            Map.entry("manifest.export", "Manifest exported: %s"),
            Map.entry("manifest.import", "Manifest taken in: %s"),
            Map.entry("audit.export", "Entries of the record handed on: %s"),
            Map.entry("tenant.map", "Drafted how rows are found: %s"),
            Map.entry("tenant.sets", "Looked at the data sets of %s"),
            Map.entry("tenant.compare", "Data set compared: %s"),
            Map.entry("files.archived", "Looked for files in an archive: %s"),
            Map.entry("files.locks", "Looked what keeps files: %s"),
            Map.entry("files.retrieve", "Asked for files in an archive: %s"),
            Map.entry("restore.intake", "Restore asked for: %s"),
            Map.entry("restore.verdict", "Verdict asked for: %s"),
            Map.entry("restore.find", "Searched for the moment: %s"),
            Map.entry("restore.stage", "Scratch database made: %s"),
            Map.entry("restore.compare", "Compared with live: %s"),
            Map.entry("restore.choose", "Chose what comes back: %s"),
            Map.entry("restore.plan", "Plan fixed: %s"),
            Map.entry("restore.verify", "Restore verified: %s"),
            Map.entry("restore.approve", "Plan approved: %s"),
            Map.entry("restore.import", "Import: %s"),
            Map.entry("restore.rehearse", "Import rehearsed: %s"),
            Map.entry("restore.resume", "Restore gone on with: %s"),
            Map.entry("restore.undo", "Restore undone: %s"),
            Map.entry("restore.undo-look", "Looked what undoing would do: %s"),
            Map.entry("restore.undo-reveal", "Masked row looked at: %s"),
            Map.entry("restore.reveal", "Masked row looked at: %s"),
            Map.entry("restore.environment", "Restored to a new place: %s"),
            Map.entry("restore.in-place", "Put back in place: %s"),
            Map.entry("drill.run", "Drill: %s"),
            Map.entry("drill.told", "Drill: %s"),
            Map.entry("policy.accept", "Finding accepted, with a reason and until a day, of the policy %s"),
            Map.entry("policy.withdraw", "Acceptance of a finding withdrawn, of the policy %s"),
            Map.entry("restore.discard", "Server taken away: %s"));
    private static final Map<String, String> ENDINGS = Map.of(
            "failed", "; it failed",
            "refused", "; refused, because the role may not",
            "interrupted", "; it was stopped",
            "begun", "; begun, without an end in the record");
    // How keys, calls and the practice lab were handled belongs to the record, not to a case.
    private static final Set<String> HIDDEN = Set.of("vault", "connect", "attack", "lab", "trust");

    // The restore that asked has a line of its own that says what came of it.
    private static final String JUDGED = "policy.check";

    private ActWords() {}

    /// Whether it belongs into a timeline at all.
    static boolean belongs(RecordedAct act) {
        return !act.act().equals(JUDGED)
                && !HIDDEN.contains(act.act().substring(0, Math.max(0, act.act().indexOf('.'))));
    }

    static String of(RecordedAct act) {
        String words = act.said().isEmpty()
                ? WORDS.getOrDefault(act.act(), act.act() + ": %s").formatted(act.target())
                : act.said();
        return words + ENDINGS.getOrDefault(act.ending(), "");
    }
}
