package io.backstay.ui.incidents;

import io.backstay.act.incident.Incidents;
import io.backstay.act.incident.Timelines;
import io.backstay.act.role.Permission;
import io.backstay.base.BackstayException;
import io.backstay.incident.timeline.Line;
import io.backstay.ui.kit.Background;
import io.backstay.ui.kit.Foreign;
import io.backstay.ui.kit.entry.LocalMoment;
import io.backstay.ui.kit.guard.Allowed;
import java.nio.file.Path;
import java.time.ZoneOffset;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/// What a person does to the timeline of the chosen case: correct a time, add a picture, take notes from elsewhere.
public final class TimelineModel {
    private final Incidents incidents;
    private final Background background;
    private final Allowed allowed;
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<@Nullable Pending> pending = new ReadOnlyObjectWrapper<>();
    private @Nullable String shown;
    private Runnable onChanged = () -> {};

    /// Notes that were looked at and not taken yet.
    ///
    /// @param merge null while the file asks for the zone of its times
    record Pending(Path file, Timelines.@Nullable Merge merge) {}

    /// A model that is at no case yet.
    public TimelineModel(Incidents incidents, Background background, Allowed allowed) {
        this.incidents = incidents;
        this.background = background;
        this.allowed = allowed;
    }

    /// Who hears when something was written.
    void onChanged(Runnable reader) {
        this.onChanged = reader;
    }

    /// Why the last act was not done; empty when it was.
    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /// Notes from elsewhere that wait for a yes; null for none.
    ReadOnlyObjectProperty<@Nullable Pending> pendingProperty() {
        return pending.getReadOnlyProperty();
    }

    /// Why this role may not write into a case; null when it may.
    @Nullable
    String refusal() {
        return allowed.refusal(Permission.KEEP_CASE);
    }

    /// Works on another case.
    void show(@Nullable String caseId) {
        shown = caseId;
        problem.set("");
        pending.set(null);
    }

    /// Why the time of a line cannot be corrected; null when it can.
    @Nullable
    String refusal(Line line) {
        return line.mark() == Line.Mark.RECORD ? "Times of the record were measured, and stay." : refusal();
    }

    /// Corrects a time.
    ///
    /// @param typed in UTC, or with an offset of its own
    /// @param done  hears when it is written
    void retime(Line line, String typed, String why, Runnable done) {
        String refusal = refusal(line);
        if (refusal != null) {
            problem.set(refusal);
            return;
        }
        if (why.isBlank()) {
            problem.set("Say how it is known, so that others can judge it.");
            return;
        }
        switch (LocalMoment.read(typed.strip(), ZoneOffset.UTC)) {
            case LocalMoment.Wrong(var sentence) -> problem.set(sentence);
            case LocalMoment.At(var at) ->
                act(caseId -> incidents.timelines().retime(caseId, line.id(), at, why.strip()), done);
        }
    }

    /// Adds a picture.
    ///
    /// @param words what it shows; empty for its name
    void picture(Path file, String words, Runnable done) {
        String said = words.isBlank() ? String.valueOf(file.getFileName()) : words.strip();
        act(caseId -> incidents.timelines().picture(caseId, file, said, null), done);
    }

    /// Looks what notes would add; nothing is written.
    ///
    /// @param zone whose clock the times are by that name none; empty while nobody has said
    void look(Path file, String zone) {
        String caseId = shown;
        if (caseId == null) {
            return;
        }
        problem.set("");
        background.call(
                _ -> incidents
                        .timelines()
                        .preview(caseId, file, zone.isBlank() ? null : LocalMoment.zone(zone.strip()), null),
                merge -> {
                    if (caseId.equals(shown)) {
                        pending.set(new Pending(file, merge));
                    }
                },
                failure -> {
                    problem.set(Foreign.of(failure));
                    // The zone can be given and the file looked at again.
                    pending.set(new Pending(file, null));
                });
    }

    /// Takes the notes that wait.
    void take(String zone) {
        Pending waiting = pending.get();
        if (waiting != null && waiting.merge() != null) {
            act(
                    caseId -> incidents
                            .timelines()
                            .merge(
                                    caseId,
                                    waiting.file(),
                                    zone.isBlank() ? null : LocalMoment.zone(zone.strip()),
                                    null),
                    () -> pending.set(null));
        }
    }

    /// Leaves the notes that wait.
    void leave() {
        pending.set(null);
        problem.set("");
    }

    /// Something that is done to a case.
    @FunctionalInterface
    private interface Act {
        void on(String caseId) throws BackstayException;
    }

    private void act(Act act, Runnable done) {
        String caseId = shown;
        if (caseId == null || refusal() != null) {
            return;
        }
        problem.set("");
        background.call(
                _ -> {
                    act.on(caseId);
                    return caseId;
                },
                _ -> {
                    done.run();
                    onChanged.run();
                },
                failure -> problem.set(Foreign.of(failure)));
    }
}
