package io.backstay.ui.incidents.report;

import io.backstay.act.incident.Reports;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.incident.fact.Fact;
import io.backstay.incident.report.ReportDraft;
import io.backstay.incident.report.ReportSection;
import io.backstay.incident.report.Told;
import io.backstay.incident.report.Variant;
import io.backstay.ui.kit.Activity;
import io.backstay.ui.kit.Background;
import io.backstay.ui.kit.Foreign;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// What must not be said in a report, in which words it was found, and whether anybody could look.
final class ReportClaims {
    private final Reports reports;
    private final Background background;
    private final ObservableList<ReportDraft.Flagged> flagged = FXCollections.observableArrayList();
    private final ReadOnlyStringWrapper unchecked = new ReadOnlyStringWrapper("");
    /// What the flags were found in, by section.
    private Map<String, String> checked = Map.of();

    private @Nullable Activity checking;

    ReportClaims(Reports reports, Background background) {
        this.reports = reports;
        this.background = background;
    }

    /// What must not be said, in the order of the report.
    ObservableList<ReportDraft.Flagged> flagged() {
        return flagged;
    }

    /// Why promises are not looked for; empty while they are.
    ReadOnlyStringProperty uncheckedProperty() {
        return unchecked.getReadOnlyProperty();
    }

    /// Why the report is not handed on; null when it can be.
    @Nullable
    String blocked() {
        if (!unchecked.get().isEmpty()) {
            return "Promises are not checked: " + unchecked.get();
        }
        int count = flagged.size();
        return count == 0
                ? null
                : count == 1 ? "1 unclaimed promise blocks the export" : count + " unclaimed promises block the export";
    }

    /// Whether the flags of a section were found in these words, so that their places hold.
    boolean checked(String section, String prose) {
        return prose.equals(checked.get(section));
    }

    /// Forgets what was found in another report.
    void forget() {
        flagged.clear();
        checked = Map.of();
    }

    /// Takes what was found in those words.
    void found(List<ReportSection> sections, List<ReportDraft.Flagged> found) {
        checked = sections.stream().collect(Collectors.toMap(ReportSection::id, ReportSection::prose));
        flagged.setAll(found);
    }

    /// Looks for claims; a later look takes the place of an earlier one.
    ///
    /// @param now what stands there when the look has ended; null when another report does
    void look(ReportCalls.Key key, List<ReportSection> sections, Supplier<@Nullable List<ReportSection>> now) {
        if (checking != null) {
            checking.cancel();
        }
        checking = background.call(
                _ -> reports.check(key.caseId(), key.variant(), sections),
                found -> {
                    List<ReportSection> stand = now.get();
                    if (stand != null) {
                        unchecked.set("");
                    }
                    if (sections.equals(stand)) {
                        found(sections, found);
                    }
                },
                failure -> {
                    if (now.get() != null) {
                        unchecked.set(Foreign.of(failure));
                    }
                });
    }

    /// Keeps a claim for a reason, which the record keeps; blocks.
    ReportCalls.Done keep(String caseId, Variant wanted, ReportDraft.Flagged one, String reason)
            throws BackstayException {
        String sentence = one.objection().sentence();
        if (reports.keep(caseId, wanted, one.objection().rule(), sentence, reason)
                .isEmpty()) {
            throw new BackstayException(new Failure.Conflict(
                    "Nothing was kept: the report does not say this any more, or it is no claim",
                    "Change the words instead."));
        }
        return new ReportCalls.Done(reports.draft(caseId, wanted), null);
    }

    /// Where the sentence of a claim stands in its section's prose.
    static Told.Range sentence(ReportDraft.Flagged one, List<ReportSection> sections, List<Fact> facts) {
        String prose = sections.stream()
                .filter(each -> each.id().equals(one.section()))
                .map(ReportSection::prose)
                .findFirst()
                .orElse("");
        return Told.of(prose, facts).sentence(one.objection());
    }
}
