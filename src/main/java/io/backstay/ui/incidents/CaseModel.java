package io.backstay.ui.incidents;

import io.backstay.act.incident.Incidents;
import io.backstay.act.role.Permission;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.Progress;
import io.backstay.incident.clock.CaseClock;
import io.backstay.incident.intake.CaseIntake;
import io.backstay.incident.verdict.VerdictCard;
import io.backstay.ui.incidents.course.CourseModel;
import io.backstay.ui.incidents.message.MessagesModel;
import io.backstay.ui.kit.Activity;
import io.backstay.ui.kit.Background;
import io.backstay.ui.kit.Foreign;
import io.backstay.ui.kit.entry.LocalMoment;
import io.backstay.ui.kit.guard.Allowed;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/// One case besides its timeline: whether it can be got back, its clocks, and what the customer is told.
public final class CaseModel {
    private final Incidents incidents;
    private final Background background;
    private final InstantSource clock;
    private final Allowed allowed;
    private final ActionsModel actions;
    private final MessagesModel messages;
    private final CourseModel course;
    private final ReadOnlyObjectWrapper<@Nullable Known> known = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final Map<String, List<Path>> manifests = new ConcurrentHashMap<>();
    private @Nullable Activity reading;
    private @Nullable String shown;
    /// The case that is being declared here, or was last.
    private @Nullable String declared;
    private Runnable onChanged = () -> {};

    /// What is known of a case that was opened from an intake.
    ///
    /// @param clocks    as they stood at that instant
    /// @param manifests that the card was judged by; empty for the catalogue
    record Known(CaseIntake intake, VerdictCard card, List<CaseClock> clocks, Instant at, List<Path> manifests) {}

    /// @param clock what the clocks go by
    public CaseModel(Incidents incidents, Background background, InstantSource clock, Allowed allowed) {
        this.incidents = incidents;
        this.background = background;
        this.clock = clock;
        this.allowed = allowed;
        this.actions = new ActionsModel(incidents, background, clock, allowed);
        this.messages = new MessagesModel(incidents, background, clock, allowed);
        this.course = new CourseModel(incidents, background, allowed);
    }

    /// Who hears when something was written into the case.
    void onChanged(Runnable reader) {
        this.onChanged = reader;
        actions.onChanged(reader);
        Runnable both = () -> {
            reader.run();
            read();
        };
        messages.onChanged(both);
        course.onChanged(both);
    }

    /// What is known; null while it is read, and for a case that a guided restore opened, which has no intake.
    ReadOnlyObjectProperty<@Nullable Known> knownProperty() {
        return known.getReadOnlyProperty();
    }

    /// What follows from the case.
    ActionsModel actions() {
        return actions;
    }

    /// What the customer is told.
    MessagesModel messages() {
        return messages;
    }

    /// What is done to it as a whole.
    CourseModel course() {
        return course;
    }

    /// Why the last act was not done; empty when it was.
    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /// Why this role may not write into a case; null when it may.
    @Nullable
    String refusal() {
        return allowed.refusal(Permission.KEEP_CASE);
    }

    /// Why this role may not begin a restore; null when it may.
    @Nullable
    String restoreRefusal() {
        return allowed.refusal(Permission.BEGIN_RESTORE);
    }

    Instant now() {
        return clock.instant();
    }

    /// Shows another case.
    ///
    /// @param caseId null for none
    void show(@Nullable String caseId) {
        if (caseId == null || !caseId.equals(shown)) {
            known.set(null);
            problem.set("");
        }
        shown = caseId;
        actions.show(caseId);
        messages.show(caseId);
        course.show(caseId);
        read();
    }

    private void read() {
        if (reading != null) {
            reading.cancel();
        }
        String caseId = shown;
        if (caseId == null) {
            return;
        }
        List<Path> by = manifests.getOrDefault(caseId, List.of());
        reading = background.<@Nullable Known>call(
                _ -> {
                    CaseIntake intake = intake(caseId);
                    if (intake == null) {
                        return null;
                    }
                    VerdictCard card =
                            by.isEmpty() ? incidents.look(caseId) : incidents.look(intake, by, clock.instant());
                    return new Known(intake, card, incidents.clocks(caseId), clock.instant(), by);
                },
                known::set,
                failure -> {
                    if (!by.isEmpty()) {
                        // Without the file the case is judged as any other.
                        judgeBy(caseId, List.of());
                    } else {
                        known.set(null);
                    }
                    problem.set(Foreign.of(failure));
                });
    }

    /// Judges a case by manifests, while this window is open, where nothing else is at hand.
    ///
    /// @param files empty for the catalogue
    void judgeBy(String caseId, List<Path> files) {
        if (files.isEmpty()) {
            manifests.remove(caseId);
        } else {
            manifests.put(caseId, List.copyOf(files));
        }
        if (caseId.equals(shown)) {
            read();
        }
    }

    /// Reads a case again that was changed elsewhere; ignored where it is not in sight.
    void refresh(String caseId) {
        if (caseId.equals(shown)) {
            read();
        }
    }

    /// Says that nothing can be corrected, where the case was read and has no intake.
    void saidNoIntake() {
        if (shown != null && known.get() == null && (reading == null || !reading.running())) {
            problem.set(shown + " has no intake to correct: it was not opened from a call.");
        }
    }

    /// What the case was opened with; null for one of before there were intakes, which is no problem of anybody's.
    private @Nullable CaseIntake intake(String caseId) throws BackstayException {
        try {
            return incidents.intake(caseId);
        } catch (BackstayException e) {
            if (e.failure() instanceof Failure.NotFound) {
                return null;
            }
            throw e;
        }
    }

    /// What a clock shows at an instant.
    ///
    /// @param read when it was read
    static @Nullable Duration shown(CaseClock one, Instant read, Instant now) {
        Duration then = one.shown();
        boolean goes = one.state() == CaseClock.State.RUNNING || one.state() == CaseClock.State.OVERDUE;
        if (then == null || !goes || now.isBefore(read)) {
            return then;
        }
        Duration since = Duration.between(read, now);
        return one.due() == null ? then.plus(since) : then.minus(since);
    }

    /// Adds to the timeline what a person knows.
    ///
    /// @param when when it happened, in UTC or with an offset; blank for now
    /// @param done hears when it stands there
    void note(Incidents.Note kind, String words, String when, Runnable done) {
        LocalMoment.orNow(
                when, problem::set, at -> act(caseId -> incidents.note(caseId, kind, words.strip(), at), done));
    }

    /// Declares the incident, unless somebody has or it is being declared: a key that is held down is one wish.
    void declare() {
        Known now = known.get();
        String caseId = shown;
        if (now == null
                || caseId == null
                || caseId.equals(declared)
                || refusal() != null
                || now.clocks().stream().noneMatch(CaseModel::undeclared)) {
            return;
        }
        declared = caseId;
        act(one -> incidents.declare(one, null), () -> {}, () -> {
            if (caseId.equals(declared)) {
                declared = null;
            }
        });
    }

    private static boolean undeclared(CaseClock one) {
        return one.kind() == CaseClock.Kind.SINCE_DECLARED && one.state() == CaseClock.State.NOT_STARTED;
    }

    /// Puts the verdict of now into the timeline.
    void recordVerdict() {
        act(caseId -> incidents.verdict(caseId, manifests.getOrDefault(caseId, List.of())));
    }

    /// Asks the probes of the restored service, which alone stop the RTO's clock.
    void probe() {
        act(caseId -> {
            List<Incidents.Answer> answers = incidents.probe(caseId, Progress.NONE);
            if (!Incidents.allAnswered(answers)) {
                throw new BackstayException(new Failure.Conflict(
                        "The restored service does not answer: "
                                + answers.stream()
                                        .filter(each -> !each.answered())
                                        .map(each -> each.probe() + ": " + each.said())
                                        .collect(Collectors.joining("; "))
                                + ".",
                        "The clock goes on until every probe answers."));
            }
        });
    }

    /// Makes the page for whoever takes over.
    ///
    /// @param done takes it
    void handOver(Consumer<String> done) {
        String caseId = shown;
        if (caseId != null) {
            problem.set("");
            background.call(_ -> incidents.handOver(caseId), done, failure -> problem.set(Foreign.of(failure)));
        }
    }

    /// Something that is done to a case.
    @FunctionalInterface
    private interface Act {
        void on(String caseId) throws BackstayException, InterruptedException;
    }

    private void act(Act act) {
        act(act, () -> {});
    }

    private void act(Act act, Runnable done) {
        act(act, done, () -> {});
    }

    private void act(Act act, Runnable done, Runnable undone) {
        String caseId = shown;
        if (caseId == null || refusal() != null) {
            return;
        }
        problem.set("");
        Activity acting = background.call(
                _ -> {
                    act.on(caseId);
                    return caseId;
                },
                _ -> {
                    done.run();
                    onChanged.run();
                    read();
                },
                failure -> {
                    problem.set(Foreign.of(failure));
                    // What was tried may stand in the timeline, such as a probe that did not answer.
                    onChanged.run();
                });
        acting.stateProperty().subscribe(state -> {
            if (state != Activity.State.RUNNING && state != Activity.State.DONE) {
                undone.run();
            }
        });
    }
}
