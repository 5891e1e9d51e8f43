package io.backstay.incident.report;

import static io.backstay.incident.report.Variant.AUDITOR;
import static io.backstay.incident.report.Variant.CUSTOMER;
import static io.backstay.incident.report.Variant.INTERNAL;
import static io.backstay.incident.report.Variant.NDA;

import io.backstay.base.Counts;
import io.backstay.connect.postgres.tenant.load.Claim;
import io.backstay.connect.postgres.tenant.load.Proof;
import io.backstay.incident.Objective;
import io.backstay.incident.ReportText;
import io.backstay.incident.print.IncidentReport;
import io.backstay.restore.verdict.Promise;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// What stands under the prose of a section and cannot be edited: its tables, and the policy's own words.
final class Locked {
    /// The sections in reading order, and who reads them.
    private static final Map<String, Set<Variant>> SECTIONS = sections();

    private final CaseStory story;
    private final Variant variant;
    private final Voice voice;

    Locked(CaseStory story, Variant variant) {
        this.story = story;
        this.variant = variant;
        this.voice = new Voice(variant, story.intake().zone());
    }

    private static Map<String, Set<Variant>> sections() {
        Set<Variant> all = EnumSet.allOf(Variant.class);
        Map<String, Set<Variant>> sections = new LinkedHashMap<>();
        for (String id : List.of(
                "summary",
                "impact",
                "timeline",
                "cause",
                "actions",
                "objectives",
                "loss",
                "isolation",
                "communications",
                "corrective")) {
            sections.put(id, all);
        }
        sections.put("controls", EnumSet.of(INTERNAL, AUDITOR));
        sections.put("approvals", EnumSet.complementOf(EnumSet.of(CUSTOMER)));
        sections.put("evidence", EnumSet.of(INTERNAL, AUDITOR));
        sections.put("help", EnumSet.of(CUSTOMER, NDA));
        return sections;
    }

    /// The ids of a variant's sections, in reading order.
    static List<String> sections(Variant variant) {
        return SECTIONS.entrySet().stream()
                .filter(section -> section.getValue().contains(variant))
                .map(Map.Entry::getKey)
                .toList();
    }

    /// The Markdown under the prose of a section; empty where nothing stands.
    String under(String section) {
        return switch (section) {
            case "timeline" -> timeline();
            case "impact" -> rows();
            case "objectives" -> objectives();
            case "loss" -> notDone();
            case "isolation" -> claims();
            case "communications" -> told();
            case "corrective" -> actions();
            case "controls" -> new Controls(story).markdown();
            case "evidence" -> new Evidence(story).markdown();
            default -> "";
        };
    }

    private String timeline() {
        var table = new Table(voice.clockHead("Time"), "Who", "What");
        for (Moments.Moment moment : Moments.of(story, variant)) {
            table.row(voice.inColumn(moment.at()), moment.by(), moment.words());
        }
        return table.markdown();
    }

    private String rows() {
        RestoreOutcome outcome = story.outcome();
        if (outcome == null || outcome.rows().isEmpty()) {
            return "";
        }
        String back = story.recovery().undoneAt() == null ? "Brought back" : "Brought back, then undone";
        var table = Table.ofNumbers("Rows of", "Lost", back, "Mended", "Kept as typed since", "Left out");
        for (IncidentReport.Counts line : outcome.rows()) {
            table.row(
                    line.label(),
                    Counts.of(line.lost()),
                    Counts.of(line.restored()),
                    Counts.of(line.mended()),
                    Counts.of(line.keptLive()),
                    Counts.of(line.conflicts()));
        }
        table.row(
                "Together",
                Counts.of(outcome.lost()),
                Counts.of(outcome.restored()),
                Counts.of(outcome.mended()),
                Counts.of(outcome.keptLive()),
                Counts.of(outcome.conflicts()));
        return table.markdown();
    }

    private String objectives() {
        IncidentReport.Measured measured = story.measured();
        IncidentReport.Promise promise = measured.promise();
        var table = new Table("Objective", "Promised", "Measured", "Result");
        objective(table, "Work lost (RPO)", measured.lost());
        objective(table, "Time to restore (RTO)", measured.took());
        String unanswered = measured.took().measured() == null ? "\nRTO: " + story.unmeasured() + ".\n" : "";
        if (promise == null) {
            String none = story.outcome() == null ? "" : "\nThis restore was " + Promise.NONE + ".\n";
            return table.markdown() + unanswered + none;
        }
        String quoted = promise.quotation().isEmpty()
                ? ""
                : "\n> " + ReportText.markdown(promise.quotation()) + "\n\nSource: "
                        + ReportText.markdown(story.promised().name(promise.policy())) + ".\n";
        return table.markdown() + unanswered + quoted;
    }

    private static void objective(Table table, String name, Objective objective) {
        table.row(
                name,
                objective.promisedWords(),
                objective.measuredWords(),
                objective.standing().result());
    }

    /// Sentences of the restore can name files and machines, so that they stay inside.
    private String notDone() {
        RestoreOutcome outcome = story.outcome();
        if (outcome == null || !variant.isOpen()) {
            return "";
        }
        var text = new StringBuilder();
        outcome.notDone()
                .forEach(sentence ->
                        text.append("- ").append(ReportText.markdown(sentence)).append('\n'));
        return text.toString();
    }

    private String claims() {
        RestoreOutcome outcome = story.outcome();
        Proof proof = outcome == null ? null : outcome.proof();
        if (proof == null || variant == CUSTOMER) {
            return "";
        }
        // How it was measured names tables and roles of the database.
        var table = variant.isOpen()
                ? new Table("Claim", "Planned", "Measured", "How it was measured", "Result")
                : new Table("Claim", "Result");
        for (Claim claim : proof.claims()) {
            String result = claim.holds() ? "Holds" : "Does not hold";
            if (variant.isOpen()) {
                table.row(claim.name(), claim.planned(), claim.measured(), claim.how(), result);
            } else {
                table.row(claim.name(), result);
            }
        }
        return table.markdown();
    }

    private String told() {
        List<CaseStory.Sent> sent = story.standing().told();
        if (sent.isEmpty()) {
            return "";
        }
        var table = new Table(voice.clockHead("Sent"), "Message");
        sent.forEach(one -> table.row(voice.inColumn(one.at()), one.kind().title()));
        return table.markdown();
    }

    private String actions() {
        List<CorrectiveAction> actions = story.standing().actions();
        if (actions.isEmpty()) {
            return "";
        }
        var table =
                variant.isOpen() ? new Table("Action", "Owner", "Due", "State") : new Table("Action", "Due", "State");
        for (CorrectiveAction action : actions) {
            String due = Objects.toString(action.due(), "");
            if (variant.isOpen()) {
                table.row(action.text(), action.owner(), due, action.state());
            } else {
                table.row(action.text(), due, action.state());
            }
        }
        return table.markdown();
    }
}
