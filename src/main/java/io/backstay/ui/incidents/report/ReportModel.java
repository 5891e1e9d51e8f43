package io.backstay.ui.incidents.report;

import io.backstay.act.incident.Reports;
import io.backstay.act.role.Permission;
import io.backstay.base.Failure;
import io.backstay.incident.print.ReportWriter;
import io.backstay.incident.report.ReportDraft;
import io.backstay.incident.report.ReportSection;
import io.backstay.incident.report.ReportState;
import io.backstay.incident.report.Told;
import io.backstay.incident.report.Variant;
import io.backstay.ui.kit.Background;
import io.backstay.ui.kit.Foreign;
import io.backstay.ui.kit.PaneState;
import io.backstay.ui.kit.guard.Allowed;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// One report of a case: what is written, whether it is saved, and what must not be said.
public final class ReportModel {
    private static final PaneState NO_CASE = new PaneState.Empty("No case is open", "Choose one first.", null);

    private final Reports reports;
    private final Allowed allowed;
    private final ReadOnlyObjectWrapper<Variant> variant = new ReadOnlyObjectWrapper<>(Variant.CUSTOMER);
    private final ReadOnlyObjectWrapper<PaneState> state = new ReadOnlyObjectWrapper<>(NO_CASE);
    private final ReadOnlyObjectWrapper<@Nullable ReportDraft> draft = new ReadOnlyObjectWrapper<>();
    private final Map<String, String> typed = new HashMap<>();
    private final ReportCalls calls;
    private final PreviewModel preview;
    private final ReportClaims claims;
    private final ReportStatus status = new ReportStatus();
    private @Nullable String shown;

    /// @param allowed what the role at this window may do
    public ReportModel(Reports reports, Background background, Allowed allowed) {
        this.reports = reports;
        this.calls = new ReportCalls(reports, background);
        this.allowed = allowed;
        this.preview = new PreviewModel(reports, background);
        this.claims = new ReportClaims(reports, background);
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

    /// How it stands with what is written.
    ReportStatus status() {
        return status;
    }

    /// What must not be said, and whether that is known.
    ReportClaims claims() {
        return claims;
    }

    /// Tells whether the customer's next message is overdue.
    public void overdue(boolean is) {
        status.overdue.set(is);
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
        return status.finishing.get() || (now != null && now.state() == ReportState.FINAL)
                ? "The report is final; its facts and words stay as they are."
                : refusal();
    }

    /// Shows the report of a case as it is now, or of none; what was typed into the one before is saved first.
    public void show(@Nullable String caseId) {
        boolean same = Objects.equals(caseId, shown);
        if (!same || status.saving.get() == Saving.SAVED) {
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
        claims.forget();
        status.written.set(null);
        status.problem.set("");
        status.finishing.set(false);
        status.saving.set(Saving.SAVED);
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
        claims.found(read.sections(), read.objections());
        again(key, read);
        state.set(PaneState.READY);
        check();
    }

    private void unread(ReportCalls.Key key, Failure failure) {
        if (stands(key)) {
            state.set(
                    failure instanceof Failure.NotFound
                            ? new PaneState.Empty("No report can be written", Foreign.of(failure), null)
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
        status.saving.set(moved ? Saving.CONFLICT : typed.isEmpty() ? Saving.SAVED : Saving.CHANGED);
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
        if (status.saving.get() != Saving.CONFLICT) {
            status.saving.set(Saving.CHANGED);
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
        ReportCalls.Key key = key();
        if (draft.get() == null || key == null) {
            return;
        }
        claims.look(key, sections(), () -> stands(key) ? sections() : null);
    }

    /// Where the sentence of a claim stands in its section's prose.
    Told.Range sentence(ReportDraft.Flagged one) {
        ReportDraft now = draft.get();
        return ReportClaims.sentence(one, sections(), now == null ? List.of() : now.facts());
    }

    /// Keeps what was typed. Whatever is typed meanwhile stays typed.
    void save() {
        if (status.saving.get() == Saving.CHANGED && locked() == null) {
            call(Saving.CHANGED, null);
        }
    }

    /// Keeps what was typed here although somebody else saved meanwhile; theirs stays in the case's papers.
    void keepMine() {
        if (status.saving.get() == Saving.CONFLICT && locked() == null) {
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
            status.finishing.set(status.saving.get() == Saving.SAVING);
        }
    }

    /// Keeps a claim for a reason, which the record keeps.
    void keep(ReportDraft.Flagged one, String reason) {
        act((caseId, wanted) -> claims.keep(caseId, wanted, one, reason));
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
        boolean can = draft.get() != null && refusal() == null && status.saving.get() != Saving.CONFLICT;
        if (can) {
            status.problem.set("");
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
        status.saving.set(Saving.SAVING);
        calls.call(
                key,
                wish,
                new InTurn.Endings<ReportCalls.Ended>(
                        ended -> ended(key, wish.typed(), ended),
                        failure -> failed(
                                key, from, act == null ? "Not saved: " + Foreign.of(failure) : Foreign.of(failure)),
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
        status.finishing.set(status.finishing.get() && calls.more(key));
        draft.set(now);
        status.problem.set(ended.refused() == null ? "" : Foreign.of(ended.refused()));
        status.written.set(ended.written() == null ? status.written.get() : ended.written());
        status.saving.set(calls.more(key) ? Saving.SAVING : typed.isEmpty() ? Saving.SAVED : Saving.CHANGED);
        if (!sections().equals(seen)) {
            status.edition.set(status.edition.get() + 1);
        }
        check();
    }

    private void failed(ReportCalls.Key key, Saving from, String why) {
        status.problem.set(why);
        if (stands(key) && draft.get() != null) {
            status.finishing.set(status.finishing.get() && calls.more(key));
            status.saving.set(from == Saving.CHANGED && typed.isEmpty() ? Saving.SAVED : from);
        }
    }
}
