package io.backstay.incident.report;

import io.backstay.audit.AuditEntry;
import io.backstay.audit.AuditEntry.Outcome;
import io.backstay.connect.postgres.tenant.load.Proof;
import io.backstay.incident.CaseEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What happened when, as one variant may tell it. Outside, sentences are ours alone: those of the timeline can name
/// people and machines.
final class Moments {
    private static final Map<String, String> STEPS = Map.of(
            "restore.find", "The moment of the loss was searched for in a copy",
            "restore.stage", "A backup was recovered beside live",
            "restore.compare", "The recovered data was compared with live",
            "restore.plan", "The plan was fixed",
            "restore.approve", "The plan was approved",
            "restore.import", "The plan was carried out and proven",
            "restore.verify", "The restored data was read again");

    private Moments() {}

    /// @param by who, empty where nobody is named
    record Moment(Instant at, String by, String words) {}

    static List<Moment> of(CaseStory story, Variant variant) {
        List<Moment> moments = new ArrayList<>();
        if (variant.isOpen()) {
            for (CaseEntry entry : story.kept().timeline()) {
                moments.add(new Moment(entry.at(), entry.actor(), entry.sentence()));
            }
        } else {
            told(story, moments);
            if (variant == Variant.NDA) {
                steps(story.kept().entries(), moments);
            }
        }
        moments.sort(Comparator.comparing(Moment::at));
        return List.copyOf(moments);
    }

    private static void told(CaseStory story, List<Moment> moments) {
        add(moments, story.intake().about(), "", "The loss, as it was reported");
        add(moments, story.intake().reportedAt(), "customer", "The loss was reported to us");
        add(moments, story.recovery().declaredAt(), "us", "An incident was declared");
        for (CaseStory.Sent sent : story.standing().told()) {
            add(moments, sent.at(), "us", sent.kind().title() + " sent to the administrators");
        }
        RestoreOutcome outcome = story.outcome();
        if (outcome != null) {
            Proof proof = outcome.proof();
            add(moments, outcome.committed() ? outcome.restoredTo() : null, "", "The moment that was restored to");
            add(moments, proof == null ? null : proof.committedAt(), "us", "The restore was committed");
            add(
                    moments,
                    outcome.endedAt(),
                    "us",
                    outcome.verified() ? "The restored data had been read again" : "The restore ended");
        }
        add(moments, story.recovery().answeredAt(), "us", "The restored service answered");
        add(moments, story.file().closedAt(), "us", "The case was closed");
    }

    private static void steps(List<AuditEntry> entries, List<Moment> moments) {
        for (AuditEntry entry : entries) {
            String words = STEPS.get(entry.act());
            if (words != null && entry.outcome() == Outcome.DONE) {
                moments.add(new Moment(entry.ts(), entry.role() == null ? "us" : entry.role(), words));
            }
        }
    }

    private static void add(List<Moment> moments, @Nullable Instant at, String by, String words) {
        if (at != null) {
            moments.add(new Moment(at, by, words));
        }
    }
}
