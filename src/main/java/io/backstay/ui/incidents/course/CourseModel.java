package io.backstay.ui.incidents.course;

import io.backstay.act.incident.Incidents;
import io.backstay.act.role.Permission;
import io.backstay.base.BackstayException;
import io.backstay.base.Counts;
import io.backstay.base.Failure;
import io.backstay.incident.CaseState;
import io.backstay.ui.kit.Background;
import io.backstay.ui.kit.Foreign;
import io.backstay.ui.kit.entry.LocalMoment;
import io.backstay.ui.kit.guard.Allowed;
import io.backstay.ui.kit.guard.Once;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/// The course of one case: when it was declared, how it ended, what else counts to it, and who it is handed on to.
public final class CourseModel {
    private final Incidents incidents;
    private final Background background;
    private final Allowed allowed;
    private final ReadOnlyStringWrapper said = new ReadOnlyStringWrapper("");
    private final Once acting = new Once();
    private @Nullable String shown;
    private Runnable onChanged = () -> {};
    private Runnable onEnded = () -> {};

    /// @param allowed what the role at this window may do
    public CourseModel(Incidents incidents, Background background, Allowed allowed) {
        this.incidents = incidents;
        this.background = background;
        this.allowed = allowed;
    }

    /// Who hears when something was written into the case.
    public void onChanged(Runnable reader) {
        this.onChanged = reader;
    }

    /// Who hears when the case was ended, which changes the list of cases.
    public void onEnded(Runnable reader) {
        this.onEnded = reader;
    }

    /// Shows another case.
    ///
    /// @param caseId null for none
    public void show(@Nullable String caseId) {
        if (caseId == null || !caseId.equals(shown)) {
            said.set("");
        }
        shown = caseId;
    }

    /// What the last act came to, or why it was not done; empty when there is nothing to say.
    ReadOnlyStringProperty saidProperty() {
        return said.getReadOnlyProperty();
    }

    /// Why this role may not write into a case; null when it may.
    @Nullable
    String refusal() {
        return allowed.refusal(Permission.KEEP_CASE);
    }

    /// Why this role may not end one; null when it may.
    @Nullable
    String endRefusal() {
        return allowed.refusal(Permission.CLOSE_CASE);
    }

    /// Declares the case as of a time, or puts right when that was.
    ///
    /// @param typed in UTC, or with an offset
    /// @param done  hears when it is written
    void declare(String typed, Runnable done) {
        switch (LocalMoment.read(typed.strip(), ZoneOffset.UTC)) {
            case LocalMoment.At(Instant at) ->
                act(refusal(), caseId -> incidents.declare(caseId, at), () -> {
                    done.run();
                    onChanged.run();
                });
            case LocalMoment.Wrong(String sentence) -> said.set(sentence);
        }
    }

    /// Ends the case, or corrects how it ended.
    ///
    /// @param outcome any state but open
    void end(CaseState outcome, String reason, Runnable done) {
        act(endRefusal(), caseId -> incidents.aftermath().close(caseId, outcome, reason.strip()), () -> {
            done.run();
            onChanged.run();
            onEnded.run();
        });
    }

    /// Counts an act of the record to the case that does not belong to it by itself.
    ///
    /// @param typed the number of one of its entries, with or without `#`
    void include(String typed, Runnable done) {
        String number = typed.strip().replaceFirst("^#", "");
        if (!number.matches("\\d{1,18}")) {
            said.set("Give the number of the entry, as the record shows it.");
            return;
        }
        act(refusal(), caseId -> incidents.timelines().include(caseId, Long.parseLong(number)), () -> {
            done.run();
            onChanged.run();
        });
    }

    /// Writes the case into a file, which is replaced whole.
    public void write(Path file) {
        String caseId = shown;
        if (caseId == null || refusal() != null) {
            return;
        }
        said.set("");
        background.call(
                _ -> incidents.write(caseId, file),
                leftOut -> {
                    said.set(caseId + " is in " + file + ", with the customer's names as they are."
                            + (leftOut == 0
                                    ? ""
                                    : " " + Counts.of(leftOut, "picture")
                                            + " did not fit or cannot be read; hand them on by another way."));
                    onChanged.run();
                },
                this::failed);
    }

    /// What a case file is called at first.
    String fileName() {
        return shown + ".json";
    }

    /// Something that is done to a case.
    @FunctionalInterface
    private interface Act {
        void on(String caseId) throws BackstayException;
    }

    private void act(@Nullable String refusal, Act act, Runnable done) {
        String caseId = shown;
        if (caseId == null || refusal != null || acting.underWay(caseId)) {
            return;
        }
        said.set("");
        acting.begun(
                caseId,
                background.call(
                        _ -> {
                            act.on(caseId);
                            return caseId;
                        },
                        _ -> done.run(),
                        this::failed));
    }

    private void failed(Failure failure) {
        said.set(Foreign.of(failure));
    }
}
