package io.backstay.incident.report;

import static io.backstay.incident.report.Variant.CUSTOMER;

import io.backstay.audit.AuditEntry;
import io.backstay.base.Counts;
import io.backstay.base.Durations;
import io.backstay.connect.postgres.tenant.load.Claim;
import io.backstay.connect.postgres.tenant.load.Proof;
import io.backstay.incident.Objective;
import io.backstay.incident.fact.Fact;
import io.backstay.incident.intake.CaseIntake;
import io.backstay.incident.print.IncidentReport;
import io.backstay.restore.verdict.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/// Every number, time and hash that a report may say, each with its source, in the words of one variant. What a variant
/// must not know is no fact there, so that no prose can say it.
final class CaseFacts {
    /// Beyond this many tables only the sums are facts; the table of rows has all of them.
    private static final int TABLES_MAX = 50;

    private final CaseStory story;
    private final Voice voice;
    private final List<Fact> facts = new ArrayList<>();

    private CaseFacts(CaseStory story, Variant variant) {
        this.story = story;
        this.voice = new Voice(variant, story.intake().zone());
    }

    static List<Fact> of(CaseStory story, Variant variant) {
        var all = new CaseFacts(story, variant);
        all.asked();
        all.standing();
        all.promised();
        all.measured();
        RestoreOutcome outcome = story.outcome();
        if (outcome != null) {
            all.restored(outcome);
            all.tables(outcome.rows());
            all.proven(outcome);
            all.approved(outcome.approval());
        }
        all.kept();
        return List.copyOf(all.facts);
    }

    private void asked() {
        CaseIntake intake = story.intake();
        String intakeSource = voice.source("intake of " + story.file().id(), "your report to us");
        add("case-id", story.file().id(), voice.source("case book", "our number for this case"));
        add("firm", intake.firm(), intakeSource);
        add("dataset", intake.dataset() == null ? "data" : intake.dataset(), intakeSource);
        String tenant = story.file().tenant().id().value();
        // A case is opened before anybody knows the tenant's key; it stands as a question mark then.
        if (voice.variant() != CUSTOMER && !tenant.equals("?")) {
            add("tenant-id", tenant, intakeSource);
        }
        if (intake.asker() != null) {
            add("asker", intake.asker(), intakeSource);
        }
        if (intake.verifiedBy() != null && voice.variant().isOpen()) {
            add("verified-by", intake.verifiedBy(), intakeSource);
        }
        Instant about = intake.about();
        moment("reported-at", intake.reportedAt(), intakeSource);
        if (about != null) {
            moment("lost-about", about, intakeSource);
            add("found-after", Durations.words(Duration.between(about, intake.reportedAt())), intakeSource);
            if (!intake.spread().isZero()) {
                add("lost-give-or-take", Durations.words(intake.spread()), intakeSource);
            }
        }
        if (intake.reason() != null) {
            add("reason", intake.reason().words(), intakeSource);
        }
        if (intake.severity() != null) {
            add("severity", "severity " + intake.severity(), intakeSource);
        }
    }

    private void standing() {
        CaseStory.Standing standing = story.standing();
        String ours = voice.source("papers of " + story.file().id(), "our record of this case");
        if (standing.answer() != null) {
            add("verdict", answer(standing.answer()), ours);
        }
        if (standing.loss() != null) {
            add("verdict-loss", standing.loss(), ours);
        }
        Instant declared = story.recovery().declaredAt();
        Instant answered = story.recovery().answeredAt();
        if (declared != null) {
            moment("declared-at", declared, ours);
        }
        if (answered != null) {
            moment("service-answered-at", answered, voice.source("probes of the restored service", ours));
            add(
                    "service-after",
                    Durations.words(Duration.between(story.intake().reportedAt(), answered)),
                    voice.source("probes of the restored service", ours));
        }
        if (!standing.told().isEmpty()) {
            add("messages", Counts.of(standing.told().size(), "message"), ours);
            moment("last-told-at", standing.told().getLast().at(), ours);
        }
        Instant closed = story.file().closedAt();
        if (closed != null) {
            moment("closed-at", closed, voice.source("case book", ours));
        }
        if (!standing.actions().isEmpty()) {
            long open = standing.actions().stream()
                    .filter(action -> !action.state().equals("done"))
                    .count();
            add("actions", Counts.of(standing.actions().size(), "corrective action"), ours);
            add("actions-open", Counts.of(open), ours);
        }
    }

    private static String answer(Verdict.Answer answer) {
        return switch (answer) {
            case RECOVERABLE -> "recoverable";
            case PARTLY -> "partly recoverable";
            case NO -> "not recoverable";
            case UNKNOWN -> "not known";
        };
    }

    private void promised() {
        IncidentReport.Promise promise = story.measured().promise();
        if (promise == null) {
            return;
        }
        String source = voice.source("policy " + promise.policy() + ", its own words", "our published policy");
        add("policy", story.promised().name(promise.policy()), source);
        if (!promise.quotation().isEmpty()) {
            add("promise", "“" + promise.quotation() + "”", source);
        }
        if (promise.rpo() != null) {
            add("rpo-promised", Durations.words(promise.rpo()), source);
        }
        if (promise.rto() != null) {
            add("rto-promised", Durations.words(promise.rto()), source);
        }
    }

    private void restored(RestoreOutcome outcome) {
        String measured = voice.source("restore " + outcome.restore(), "our record of the restore");
        if (voice.variant().isOpen()) {
            add("restore", outcome.restore(), "case book");
        }
        RestoreUndone undone = story.recovery().undone();
        if (undone != null) {
            // No fact says of what is gone again that it is back, whatever a template says.
            moment("undone-at", undone.at(), measured);
            count("rows-undone", Objects.requireNonNullElse(undone.deleted(), 0L), "row", measured);
            count("rows-put-back", Objects.requireNonNullElse(undone.putBack(), 0L), "row", measured);
        } else {
            if (outcome.committed() && outcome.restoredTo() != null) {
                moment("restored-to", outcome.restoredTo(), measured);
            }
            add("rows-restored", Counts.of(outcome.restored(), "row"), measured);
        }
        moment("restore-ended-at", outcome.endedAt(), measured);
        if (outcome.verified() && undone == null) {
            Instant reported = story.intake().reportedAt();
            add("read-again-after", Durations.words(Duration.between(reported, outcome.endedAt())), measured);
        }
        count("rows-lost", outcome.lost(), "row", measured);
        count("rows-mended", outcome.mended(), "row", measured);
        count("rows-kept", outcome.keptLive(), "row", measured);
        count("rows-left-out", outcome.conflicts(), "row", measured);
        count("files-restored", outcome.measured().objectsRestored(), "file", measured);
    }

    private void measured() {
        RestoreOutcome outcome = story.outcome();
        String ours = "our record of the restore";
        String restore = outcome == null ? "case book" : "restore " + outcome.restore();
        objective("rpo", story.measured().lost(), voice.source(restore, ours));
        objective("rto", story.measured().took(), voice.source("probes of the restored service", ours));
    }

    private void objective(String id, Objective objective, String source) {
        if (objective.measured() == null) {
            return;
        }
        add(id + "-measured", objective.measuredWords(), source);
        if (objective.promised() != null) {
            boolean kept = objective.standing() == Objective.Standing.KEPT;
            add(id + "-result", kept ? "within" : "longer than", source);
        }
    }

    private void tables(List<IncidentReport.Counts> rows) {
        Set<String> names = new HashSet<>();
        for (IncidentReport.Counts line : rows.subList(0, Math.min(rows.size(), TABLES_MAX))) {
            String slug = slug(line.label());
            if (!slug.isEmpty() && names.add(slug)) {
                String label = line.label().toLowerCase(Locale.ROOT);
                String source = voice.source("comparison of the restore, " + line.label(), "our record of the restore");
                if (line.lost() > 0) {
                    add("lost-in-" + slug, Counts.of(line.lost()) + " " + label, source);
                }
                if (line.restored() > 0 && story.recovery().undoneAt() == null) {
                    add("restored-in-" + slug, Counts.of(line.restored()) + " " + label, source);
                }
            }
        }
    }

    /// Such as `missing-info-requests`; empty for what has no Latin letter or digit.
    private static String slug(String label) {
        String slug =
                label.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
        return slug.length() <= 40 ? slug : slug.substring(0, 40).replaceAll("-+$", "");
    }

    private void proven(RestoreOutcome outcome) {
        Proof proof = outcome.proof();
        if (proof == null) {
            return;
        }
        String plan = outcome.approval().planSha256();
        String source = voice.source(
                "proof of plan " + (plan == null ? "of " + outcome.restore() : Voice.brief(plan)),
                "measured before the commit");
        long holding = proof.claims().stream().filter(Claim::holds).count();
        add("proofs-held", holding + " of " + Counts.of(proof.claims().size(), "proof"), source);
        add("rows-of-others", Counts.of(proof.otherTenantsChanged(), "row"), source);
        if (proof.committedAt() != null) {
            moment("committed-at", proof.committedAt(), source);
        }
        if (voice.variant().isOpen()) {
            add("transaction", "transaction " + proof.transactionId(), source);
            add("proved-as", proof.provedAs(), source);
        }
    }

    private void approved(IncidentReport.Approval approval) {
        String source = voice.source("approval of the plan", "our record of the restore");
        if (!approval.by().isEmpty()) {
            add("approved-by", voice.variant().isOpen() ? String.join(", ", approval.by()) : "a second person", source);
        }
        if (approval.alone() != null && voice.variant() != CUSTOMER) {
            add("approved-alone", voice.variant().isOpen() ? approval.alone() : "it is kept in our record", source);
        }
        if (approval.planSha256() != null && voice.variant().isOpen()) {
            add("plan-hash", approval.planSha256(), source);
        }
    }

    private void kept() {
        List<AuditEntry> entries = story.kept().entries();
        if (!voice.variant().isOpen()) {
            return;
        }
        add("timeline-lines", Counts.of(story.kept().timeline().size(), "line"), "timeline of the case");
        if (!entries.isEmpty()) {
            AuditEntry newest = entries.getLast();
            add(
                    "record-entries",
                    Counts.of(entries.size()) + (entries.size() == 1 ? " entry" : " entries"),
                    "record of acts");
            add("record-newest", "entry " + Counts.of(newest.seq()), "record of acts");
            if (newest.prevRoot() != null) {
                add("record-root", newest.prevRoot(), "record of acts, before entry " + Counts.of(newest.seq()));
            }
        }
    }

    private void count(String id, long count, String noun, String source) {
        if (count > 0) {
            add(id, Counts.of(count, noun), source);
        }
    }

    private void moment(String id, Instant at, String source) {
        add(id, voice.moment(at), source);
    }

    private void add(String id, String words, String source) {
        facts.add(new Fact(id, Voice.line(words), source));
    }
}
