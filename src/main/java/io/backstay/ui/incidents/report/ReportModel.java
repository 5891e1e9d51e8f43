package io.backstay.ui.incidents.report;

import io.backstay.act.incident.Reports;
import io.backstay.act.role.Permission;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.incident.print.ReportWriter;
import io.backstay.incident.report.ReportDraft;
import io.backstay.incident.report.ReportSection;
import io.backstay.incident.report.ReportState;
import io.backstay.incident.report.Told;
import io.backstay.incident.report.Variant;
import io.backstay.ui.kit.Activity;
import io.backstay.ui.kit.Background;
import io.backstay.ui.kit.PaneState;
import io.backstay.ui.kit.guard.Allowed;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
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
    private final Background background;
    private final Allowed allowed;
    private final ReadOnlyObjectWrapper<Variant> variant = new ReadOnlyObjectWrapper<>(Variant.CUSTOMER);
    private final ReadOnlyObjectWrapper<PaneState> state = new ReadOnlyObjectWrapper<>(NO_CASE);
    private final ReadOnlyObjectWrapper<@Nullable ReportDraft> draft = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<Saving> saving = new ReadOnlyObjectWrapper<>(Saving.SAVED);
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper unchecked = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper overdue = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<ReportWriter.@Nullable Written> written = new ReadOnlyObjectWrapper<>();
    private final ObservableList<ReportDraft.Flagged> flagged = FXCollections.observableArrayList();
    private final Map<String, String> typed = new HashMap<>();
    private final ReportCalls calls;
    private final ReadOnlyIntegerWrapper edition = new ReadOnlyIntegerWrapper();
    private final ReadOnlyBooleanWrapper finishing = new ReadOnlyBooleanWrapper();
    private final PreviewModel preview;
    /// What the flags were found in.
    private Map<String, String> checked = Map.of();

    private @Nullable String shown;
    private @Nullable Activity checking;

    public ReportModel(Reports reports, Background background, Allowed allowed) {
        this.reports = reports;
        this.background = background;
        this.calls = new ReportCalls(reports, background);
        this.allowed = allowed;
        this.preview = new PreviewModel(reports, background);
    }

    /// How it will look.
    PreviewModel preview() {
        return preview;
    }

    /// Shows how it looks as it stands on the screen.
    void look() {
        preview.look(draft.get() == null ? null : key(), sections());
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
    ReadOnlyObjectProperty<ReportWriter.@Nullable Written> writtenProperty() {
        return written.getReadOnlyProperty();
    }

    /// What must not be said, in the order of the report.
    ObservableList<ReportDraft.Flagged> flagged() {
        return flagged;
    }

    /// Grows whenever other words are to be shown than those that stand on the screen.
    ReadOnlyIntegerProperty editionProperty() {
        return edition.getReadOnlyProperty();
    }

    /// Whether it is being made final, and takes no change any more.
    ReadOnlyBooleanProperty finishingProperty() {
        return finishing.getReadOnlyProperty();
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
        return finishing.get() || (now != null && now.state() == ReportState.FINAL)
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
            // Nothing of the old report may stand there under the new one's name, not for a moment.
            forget();
            variant.set(wanted);
            read();
        }
    }

    private void forget() {
        typed.clear();
        draft.set(null);
        flagged.clear();
        checked = Map.of();
        written.set(null);
        problem.set("");
        finishing.set(false);
        saving.set(Saving.SAVED);
        preview.look(null, List.of());
    }

    /// Reads the report again; what was typed here and not saved is given up.
    void read() {
        forget();
        ReportCalls.Key key = key();
        if (key == null) {
            state.set(NO_CASE);
            return;
        }
        state.set(new PaneState.Loading("Reading the report"));
        calls.read(key, read -> read(key, read), failure -> unread(key, failure));
    }

    private void read(ReportCalls.Key key, ReportDraft read) {
        if (!stands(key)) {
            return;
        }
        flagged.setAll(read.objections());
        checked = proses(read.sections());
        again(key, read);
        state.set(PaneState.READY);
        check();
    }

    private void unread(ReportCalls.Key key, Failure failure) {
        if (stands(key)) {
            state.set(
                    failure instanceof Failure.NotFound
                            ? new PaneState.Empty("No report can be written", said(failure), null)
                            : new PaneState.Failed(
                                    failure, "Nothing was changed: the case was only read.", "Try again"));
        }
    }

    /// Puts what was left unsaved into what was read.
    private void again(ReportCalls.Key key, ReportDraft read) {
        draft.set(read);
        typed.clear();
        typed.putAll(calls.comeBack(key));
        if (sections().equals(read.sections())) {
            typed.clear();
        }
        boolean moved = calls.begin(key, read, !typed.isEmpty());
        saving.set(moved ? Saving.CONFLICT : typed.isEmpty() ? Saving.SAVED : Saving.CHANGED);
    }

    /// Saves before another report is shown, and remembers what was typed until that has ended well.
    private void leave() {
        ReportCalls.Key key = key();
        if (key != null && draft.get() != null && !typed.isEmpty()) {
            calls.leave(key, typed);
        }
        save();
    }

    private boolean stands(ReportCalls.Key key) {
        return key.equals(key());
    }

    /// What is shown; null while there is no report.
    private ReportCalls.@Nullable Key key() {
        return shown == null ? null : new ReportCalls.Key(shown, variant.get());
    }

    /// Hears what stands in a section now.
    void typed(String section, String prose) {
        if (draft.get() == null || locked() != null) {
            return;
        }
        typed.put(section, prose);
        calls.typing(new ReportCalls.Key(Objects.requireNonNull(shown), variant.get()), typed);
        if (saving.get() != Saving.CONFLICT) {
            saving.set(Saving.CHANGED);
        }
    }

    private static Map<String, String> proses(List<ReportSection> sections) {
        return sections.stream().collect(Collectors.toMap(ReportSection::id, ReportSection::prose));
    }

    /// Whether the flags of a section were found in these words, so that their places hold.
    boolean checked(String section, String prose) {
        return prose.equals(checked.get(section));
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
        ReportCalls.Key key = key();
        if (draft.get() == null || key == null) {
            return;
        }
        if (checking != null) {
            checking.cancel();
        }
        List<ReportSection> sections = sections();
        checking = background.call(
                _ -> reports.check(key.caseId(), key.variant(), sections),
                found -> {
                    if (stands(key)) {
                        unchecked.set("");
                    }
                    if (stands(key) && sections.equals(sections())) {
                        checked = proses(sections);
                        flagged.setAll(found);
                    }
                },
                failure -> {
                    if (stands(key)) {
                        unchecked.set(said(failure));
                    }
                });
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
        if (saving.get() == Saving.CHANGED && locked() == null) {
            call(Saving.CHANGED, null);
        }
    }

    /// Keeps what was typed here although somebody else saved meanwhile; theirs stays in the case's papers.
    void keepMine() {
        if (saving.get() == Saving.CONFLICT && locked() == null) {
            call(Saving.CONFLICT, null);
        }
    }

    /// Gives it to be reviewed.
    void review() {
        if (locked() == null) {
            act((caseId, wanted) -> new ReportCalls.Done(reports.review(caseId, wanted), null));
        }
    }

    /// Makes it final.
    void finish() {
        if (locked() == null && act((caseId, wanted) -> new ReportCalls.Done(reports.finish(caseId, wanted), null))) {
            finishing.set(saving.get() == Saving.SAVING);
        }
    }

    /// Keeps a claim for a reason, which the record keeps.
    void keep(ReportDraft.Flagged one, String reason) {
        act((caseId, wanted) -> {
            String sentence = one.objection().sentence();
            if (reports.keep(caseId, wanted, one.objection().rule(), sentence, reason)
                    .isEmpty()) {
                throw new BackstayException(new Failure.Conflict(
                        "Nothing was kept: the report does not say this any more, or it is no claim",
                        "Change the words instead."));
            }
            return new ReportCalls.Done(reports.draft(caseId, wanted), null);
        });
    }

    /// Writes the report as PDF, HTML and Markdown.
    ///
    /// @param folder null for the case's own
    void write(@Nullable Path folder) {
        act((caseId, wanted) -> {
            ReportWriter.Written made = reports.write(caseId, wanted, folder);
            return new ReportCalls.Done(reports.draft(caseId, wanted), made);
        });
    }

    private boolean act(ReportCalls.Act act) {
        boolean can = draft.get() != null && refusal() == null && saving.get() != Saving.CONFLICT;
        if (can) {
            problem.set("");
            call(Saving.CHANGED, act);
        }
        return can;
    }

    /// Saves what was typed, and does something with the report.
    ///
    /// @param from [Saving#CONFLICT] to write over what somebody else saved
    private void call(Saving from, ReportCalls.@Nullable Act act) {
        ReportCalls.Key key = key();
        if (key == null || draft.get() == null) {
            return;
        }
        var wish = new ReportCalls.Wish(sections(), Map.copyOf(typed), from == Saving.CONFLICT, act);
        saving.set(Saving.SAVING);
        calls.call(
                key,
                wish,
                new InTurn.Endings<ReportCalls.Ended>(
                        ended -> ended(key, wish.typed(), ended),
                        failure -> failed(key, from, act == null ? "Not saved: " + said(failure) : said(failure)),
                        () -> failed(key, from, "Not saved.")));
    }

    private void ended(ReportCalls.Key key, Map<String, String> sent, ReportCalls.Ended ended) {
        ReportDraft now = ended.draft();
        if (now == null) {
            failed(key, Saving.CONFLICT, "");
            return;
        }
        if (!stands(key) || draft.get() == null) {
            return;
        }
        List<ReportSection> seen = sections();
        typed.entrySet().removeIf(entry -> entry.getValue().equals(sent.get(entry.getKey())));
        finishing.set(finishing.get() && calls.more(key));
        draft.set(now);
        problem.set(ended.refused() == null ? "" : said(ended.refused()));
        written.set(ended.written() == null ? written.get() : ended.written());
        saving.set(calls.more(key) ? Saving.SAVING : typed.isEmpty() ? Saving.SAVED : Saving.CHANGED);
        if (!sections().equals(seen)) {
            edition.set(edition.get() + 1);
        }
        check();
    }

    private void failed(ReportCalls.Key key, Saving from, String why) {
        problem.set(why);
        if (stands(key) && draft.get() != null) {
            finishing.set(finishing.get() && calls.more(key));
            saving.set(from == Saving.CHANGED && typed.isEmpty() ? Saving.SAVED : from);
        }
    }

    private static String said(Failure failure) {
        return failure.message() + " " + failure.advice();
    }
}
