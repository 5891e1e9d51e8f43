package io.backstay.ui.incidents.report;

import io.backstay.act.incident.Incidents;
import io.backstay.act.incident.Reports;
import io.backstay.act.role.Permission;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.incident.claims.Objection;
import io.backstay.incident.report.ReportDraft;
import io.backstay.incident.report.ReportSection;
import io.backstay.incident.report.ReportState;
import io.backstay.incident.report.Variant;
import io.backstay.ui.kit.Activity;
import io.backstay.ui.kit.Background;
import io.backstay.ui.kit.PaneState;
import io.backstay.ui.kit.guard.Allowed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// One report of a case: what is written, whether it is saved, and what must not be said.
public final class ReportModel {
    private static final PaneState NO_CASE = new PaneState.Empty("No case is open", "Choose one first.", null);

    private final Reports reports;
    private final Incidents incidents;
    private final Background background;
    private final Allowed allowed;
    private final ReadOnlyObjectWrapper<Variant> variant = new ReadOnlyObjectWrapper<>(Variant.CUSTOMER);
    private final ReadOnlyObjectWrapper<PaneState> state = new ReadOnlyObjectWrapper<>(NO_CASE);
    private final ReadOnlyObjectWrapper<@Nullable ReportDraft> draft = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<Saving> saving = new ReadOnlyObjectWrapper<>(Saving.SAVED);
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper unchecked = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper overdue = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<@Nullable Path> written = new ReadOnlyObjectWrapper<>();
    private final ObservableList<ReportDraft.Flagged> flagged = FXCollections.observableArrayList();
    private final Map<String, String> typed = new HashMap<>();
    /// What could not be saved when another report was shown; it is there again when its report is.
    private final Map<Key, Unsaved> left = new HashMap<>();

    private @Nullable String shown;
    private @Nullable Activity checking;

    /// One report of one case.
    private record Key(String caseId, Variant variant) {}

    /// What was typed into a report and is not known to be saved.
    ///
    /// @param base what it was typed into
    private record Unsaved(Map<String, String> typed, ReportDraft base) {}

    /// Whether what is seen is what is kept.
    enum Saving {
        SAVED,
        CHANGED,
        SAVING,
        /// Somebody else saved meanwhile; nothing of either is lost until a person has chosen.
        CONFLICT
    }

    public ReportModel(Reports reports, Incidents incidents, Background background, Allowed allowed) {
        this.reports = reports;
        this.incidents = incidents;
        this.background = background;
        this.allowed = allowed;
    }

    ReadOnlyObjectProperty<Variant> variantProperty() {
        return variant.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<PaneState> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /// The report as it was read or saved last; null while there is none.
    ReadOnlyObjectProperty<@Nullable ReportDraft> draftProperty() {
        return draft.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Saving> savingProperty() {
        return saving.getReadOnlyProperty();
    }

    /// Why the last act was not done; empty when it was.
    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /// Why promises are not looked for; empty while they are.
    ReadOnlyStringProperty uncheckedProperty() {
        return unchecked.getReadOnlyProperty();
    }

    /// Whether the customer waits for a message already.
    ReadOnlyBooleanProperty overdueProperty() {
        return overdue.getReadOnlyProperty();
    }

    /// Where the report was written last; null before.
    ReadOnlyObjectProperty<@Nullable Path> writtenProperty() {
        return written.getReadOnlyProperty();
    }

    /// What must not be said, in the order of the report.
    ObservableList<ReportDraft.Flagged> flagged() {
        return flagged;
    }

    /// Tells whether the customer's next message is overdue.
    public void overdue(boolean is) {
        overdue.set(is);
    }

    /// Why this role may not write; null when it may.
    @Nullable
    String refusal() {
        return allowed.refusal(Permission.KEEP_CASE);
    }

    /// Why this role may not keep a claim; null when it may.
    @Nullable
    String keepRefusal() {
        return allowed.refusal(Permission.KEEP_CLAIM);
    }

    /// Why nothing can be typed; null when it can.
    @Nullable
    String locked() {
        ReportDraft now = draft.get();
        return now != null && now.state() == ReportState.FINAL
                ? "The report is final; its facts and words stay as they are."
                : refusal();
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

    /// Shows the report of a case as it is now, or of none; what was typed into the one before is saved first.
    public void show(@Nullable String caseId) {
        boolean same = Objects.equals(caseId, shown);
        if (!same || saving.get() == Saving.SAVED) {
            leave();
            shown = caseId;
            read();
        }
    }

    /// Shows it as another reader gets it.
    void show(Variant wanted) {
        if (wanted != variant.get()) {
            leave();
            variant.set(wanted);
            read();
        }
    }

    /// Reads the report again.
    void read() {
        String caseId = shown;
        Variant wanted = variant.get();
        typed.clear();
        flagged.clear();
        written.set(null);
        problem.set("");
        saving.set(Saving.SAVED);
        if (caseId == null) {
            draft.set(null);
            state.set(NO_CASE);
            return;
        }
        state.set(new PaneState.Loading("Reading the report"));
        background.call(
                _ -> reports.draft(caseId, wanted),
                read -> {
                    if (stands(caseId, wanted)) {
                        take(read);
                        again(left.remove(new Key(caseId, wanted)), read);
                        state.set(PaneState.READY);
                        check();
                    }
                },
                failure -> {
                    if (stands(caseId, wanted)) {
                        draft.set(null);
                        state.set(
                                failure instanceof Failure.NotFound
                                        ? new PaneState.Empty("No report can be written", said(failure), null)
                                        : new PaneState.Failed(
                                                failure, "Nothing was changed: the case was only read.", "Try again"));
                    }
                });
    }

    private void again(@Nullable Unsaved unsaved, ReportDraft read) {
        if (unsaved == null) {
            return;
        }
        typed.putAll(unsaved.typed());
        if (sections().equals(read.sections())) {
            typed.clear();
        } else {
            saving.set(moved(unsaved.base(), read) ? Saving.CONFLICT : Saving.CHANGED);
        }
    }

    private static boolean moved(ReportDraft base, ReportDraft now) {
        return !Objects.equals(now.savedAt(), base.savedAt()) && !now.sections().equals(base.sections());
    }

    /// Saves before another report is shown, and remembers what was typed until that has ended well.
    private void leave() {
        ReportDraft base = draft.get();
        if (shown != null && base != null && !typed.isEmpty()) {
            left.put(new Key(shown, variant.get()), new Unsaved(Map.copyOf(typed), base));
        }
        save();
    }

    private boolean stands(String caseId, Variant wanted) {
        return caseId.equals(shown) && wanted == variant.get();
    }

    private void take(ReportDraft read) {
        draft.set(read);
        flagged.setAll(read.objections());
    }

    /// Hears what stands in a section now.
    void typed(String section, String prose) {
        typed.put(section, prose);
        if (saving.get() != Saving.CONFLICT) {
            saving.set(Saving.CHANGED);
        }
    }

    /// The sections as they stand on the screen.
    List<ReportSection> sections() {
        ReportDraft now = draft.get();
        return now == null
                ? List.of()
                : now.sections().stream()
                        .map(each ->
                                new ReportSection(each.id(), each.title(), typed.getOrDefault(each.id(), each.prose())))
                        .toList();
    }

    /// Looks for claims in what stands there now; a later look takes the place of an earlier one.
    void check() {
        ReportDraft now = draft.get();
        String caseId = shown;
        if (now == null || caseId == null) {
            return;
        }
        if (checking != null) {
            checking.cancel();
        }
        List<ReportSection> sections = sections();
        checking = background.call(
                _ -> {
                    List<ReportDraft.Flagged> found = new ArrayList<>();
                    for (ReportSection each : sections) {
                        Told told = Told.of(each.prose(), now.facts());
                        for (Objection one :
                                incidents.check(caseId, told.text()).objections()) {
                            found.add(new ReportDraft.Flagged(each.id(), told.placed(one)));
                        }
                    }
                    return found;
                },
                found -> {
                    unchecked.set("");
                    if (sections.equals(sections())) {
                        flagged.setAll(found);
                    }
                },
                failure -> unchecked.set(said(failure)));
    }

    /// Where the sentence of a claim stands in its section's prose.
    Told.Range sentence(ReportDraft.Flagged one) {
        ReportDraft now = draft.get();
        String prose = sections().stream()
                .filter(each -> each.id().equals(one.section()))
                .map(ReportSection::prose)
                .findFirst()
                .orElse("");
        return Told.of(prose, now == null ? List.of() : now.facts()).sentence(one.objection());
    }

    /// Keeps what was typed. Whatever is typed meanwhile stays typed.
    void save() {
        if (saving.get() == Saving.CHANGED) {
            store(false);
        }
    }

    /// Keeps what was typed here although somebody else saved meanwhile; theirs stays in the case's papers.
    void keepMine() {
        if (saving.get() == Saving.CONFLICT) {
            store(true);
        }
    }

    private void store(boolean over) {
        String caseId = shown;
        ReportDraft base = draft.get();
        if (caseId == null || base == null || refusal() != null) {
            return;
        }
        Variant wanted = variant.get();
        List<ReportSection> sections = sections();
        Map<String, String> sent = Map.copyOf(typed);
        saving.set(Saving.SAVING);
        background.call(
                _ -> {
                    ReportDraft theirs = reports.draft(caseId, wanted);
                    return moved(base, theirs) && !over ? null : reports.save(caseId, wanted, sections);
                },
                saved -> {
                    if (saved != null) {
                        left.remove(new Key(caseId, wanted));
                    }
                    if (stands(caseId, wanted)) {
                        saved(saved, sent);
                    }
                },
                failure -> {
                    problem.set("Not saved: " + said(failure));
                    if (stands(caseId, wanted)) {
                        saving.set(Saving.CHANGED);
                    }
                });
    }

    private void saved(@Nullable ReportDraft saved, Map<String, String> sent) {
        if (saved == null) {
            saving.set(Saving.CONFLICT);
            return;
        }
        problem.set("");
        typed.entrySet().removeIf(entry -> entry.getValue().equals(sent.get(entry.getKey())));
        draft.set(saved);
        saving.set(typed.isEmpty() ? Saving.SAVED : Saving.CHANGED);
    }

    /// Something that is done with a saved report.
    private interface Act {
        Done on(String caseId, Variant wanted) throws BackstayException, InterruptedException;
    }

    /// What came of it.
    ///
    /// @param pdf where the report was written, null when it was not
    private record Done(ReportDraft draft, @Nullable Path pdf) {}

    /// Gives it to be reviewed.
    void review() {
        act((caseId, wanted) -> new Done(reports.review(caseId, wanted), null));
    }

    /// Makes it final.
    void finish() {
        act((caseId, wanted) -> new Done(reports.finish(caseId, wanted), null));
    }

    /// Keeps a claim for a reason, which the record keeps.
    void keep(ReportDraft.Flagged one, String reason) {
        act((caseId, wanted) -> {
            reports.keep(caseId, wanted, one.objection().rule(), reason);
            return new Done(reports.draft(caseId, wanted), null);
        });
    }

    /// Writes the report as PDF, HTML and Markdown.
    ///
    /// @param folder null for the case's own
    void write(@Nullable Path folder) {
        act((caseId, wanted) -> {
            Path pdf = reports.write(caseId, wanted, folder).pdf();
            return new Done(reports.draft(caseId, wanted), pdf);
        });
    }

    private void act(Act act) {
        String caseId = shown;
        ReportDraft base = draft.get();
        if (caseId == null || base == null || refusal() != null || saving.get() == Saving.CONFLICT) {
            return;
        }
        Variant wanted = variant.get();
        List<ReportSection> sections = sections();
        Map<String, String> sent = Map.copyOf(typed);
        boolean changed = !sent.isEmpty();
        problem.set("");
        background.call(
                _ -> {
                    if (changed) {
                        reports.save(caseId, wanted, sections);
                    }
                    return act.on(caseId, wanted);
                },
                done -> {
                    if (stands(caseId, wanted)) {
                        saved(done.draft(), sent);
                        written.set(done.pdf());
                        check();
                    }
                },
                failure -> problem.set(said(failure)));
    }

    private static String said(Failure failure) {
        return failure.message() + " " + failure.advice();
    }
}
