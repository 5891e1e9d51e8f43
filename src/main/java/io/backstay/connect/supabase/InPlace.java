package io.backstay.connect.supabase;

import io.backstay.base.BackstayException;
import io.backstay.base.Durations;
import io.backstay.base.Failure;
import io.backstay.base.Progress;
import io.backstay.connect.http.Bearer;
import io.backstay.connect.http.Effect;
import io.backstay.connect.http.HttpAnswer;
import io.backstay.connect.http.HttpBody;
import io.backstay.connect.http.HttpCall;
import io.backstay.connect.http.Sleeper;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Puts a whole project back to a moment where it is, over everything in it: the one call of the Management API v1
/// that restores, `POST /v1/projects/{ref}/database/backups/restore-pitr`.
///
/// The call has no idempotency key and is sent once. Who lost its answer gets no second one: the project's status
/// is looked at, and what is known is said.
public final class InPlace {
    private static final System.Logger LOG = System.getLogger(InPlace.class.getName());
    private static final String NOT_KNOWN = "not known now";
    private static final String LOOK = " Look in the dashboard, and at the data, before anything is ordered again.";
    private static final String HEALTHY = "ACTIVE_HEALTHY";
    private static final String FAILED = "RESTORE_FAILED";
    /// A project that only goes down or comes up may have been restarted by anybody.
    private static final String RESTORING = "RESTORING";

    private final SupabaseAccess reader;
    private final SupabaseAccess writer;
    private final Pace pace;

    /// @param reader lists projects and backups
    /// @param writer may restore
    public InPlace(SupabaseAccess reader, SupabaseAccess writer, Pace pace) {
        this.reader = reader;
        this.writer = writer;
        this.pace = pace;
    }

    /// How the project is looked at meanwhile.
    ///
    /// @param between two looks; 120 questions a minute are allowed
    /// @param most    how long it is waited altogether
    /// @param begins  after how long a project that was never seen restoring is given up as not known
    public record Pace(Duration between, Duration most, Duration begins, Sleeper sleeper, InstantSource clock) {
        /// What holds where nobody chose.
        public static Pace usual(InstantSource clock) {
            return new Pace(Duration.ofSeconds(5), Duration.ofHours(12), Duration.ofMinutes(10), Thread::sleep, clock);
        }
    }

    /// A project as it stands, with the moments that it can be put back to.
    ///
    /// @param earliest absent where it has no point-in-time recovery
    public record Standing(
            Project project,
            @Nullable Instant earliest,
            @Nullable Instant latest) {
        /// Refuses a moment outside of the window, and a project that is not up.
        public void require(Instant moment) throws BackstayException {
            if (earliest == null || latest == null) {
                throw new BackstayException(new Failure.Unsupported(
                        "Putting " + project + " back to a moment, for which it has no point-in-time recovery",
                        "Restore one of its daily backups in Supabase's dashboard, or to a new project there."));
            }
            if (moment.isBefore(earliest) || moment.isAfter(latest)) {
                throw new BackstayException(new Failure.OutOfWindow(moment, earliest, latest));
            }
            if (!project.status().equals(HEALTHY)) {
                throw new BackstayException(new Failure.Conflict(
                        project + " is " + project.status() + " at Supabase",
                        "Wait until it is " + HEALTHY + ", and look in the dashboard what is being done with it."));
            }
        }
    }

    /// How it ended, as far as anybody knows.
    public enum Ending {
        /// The project was seen restoring, and is up again.
        DONE,
        /// Supabase says that the restore failed.
        FAILED,
        /// Nobody saw it restoring: whether it does, did or never will is not known.
        UNKNOWN
    }

    /// What is known at the end.
    ///
    /// @param status in Supabase's own word
    /// @param said   one sentence
    public record Outcome(Ending ending, String status, String said) {}

    /// Looks at a project.
    ///
    /// @param named its ref, what the catalogue calls it, or its name where no other has it
    public Standing look(String named) throws BackstayException, InterruptedException {
        SupabaseQuestions questions = new SupabaseQuestions(reader);
        List<Project> found = new ArrayList<>();
        for (Project each : new SupabaseAccount(reader).projects()) {
            if (each.ref().equals(named)
                    || each.asset().equals(named)
                    || each.name().equals(named)) {
                found.add(each);
            }
        }
        if (found.size() != 1) {
            throw new BackstayException(new Failure.NotFound(
                    found.isEmpty() ? "A project called " + named : "One project called " + named,
                    "Name it by its asset, as 'backstay points' shows it, such as supabase:abcdefghijklmnopqrst."));
        }
        Project project = found.getFirst();
        SupabaseQuestions.Answer answer =
                questions.ask("/v1/projects/" + project.ref() + "/database/backups", Right.BACKUPS);
        if (answer.said() == null) {
            throw new BackstayException(new Failure.Refused(
                    "Supabase",
                    answer.denied() ? "the token lacks " + Right.BACKUPS : "it names no backups of " + project,
                    "Use a token with that right, as docs/supabase.md shows."));
        }
        Backups backups = Backups.of(answer.said());
        return backups.pitr()
                ? new Standing(project, backups.earliest(), backups.latest())
                : new Standing(project, null, null);
    }

    /// Orders it, once, and waits until it is over. An interrupt ends the waiting, not the restore.
    ///
    /// @param moment whole seconds; a fraction is cut off, so that nothing later comes along
    /// @throws BackstayException when nothing was begun: Supabase refused, or the order did not leave
    public Outcome run(Standing standing, Instant moment, Progress progress)
            throws BackstayException, InterruptedException {
        standing.require(moment);
        progress.step("Ordering the restore of " + standing.project());
        Sent sent = order(standing.project(), moment);
        BackstayException trouble = sent.trouble();
        return trouble == null
                ? until(standing.project(), sent.answered(), progress)
                : new Outcome(
                        Ending.UNKNOWN,
                        NOT_KNOWN,
                        "The restore of " + standing.project()
                                + " was sent to Supabase, and then this went wrong here: "
                                + trouble.failure().message() + LOOK);
    }

    /// An order that has left.
    ///
    /// @param answered whether Supabase said that it begins; nobody knows when not
    /// @param trouble  why it is not waited for, such as a record that takes no more
    private record Sent(boolean answered, @Nullable BackstayException trouble) {}

    private Sent order(Project project, Instant moment) throws BackstayException, InterruptedException {
        String path = "/v1/projects/" + project.ref() + "/database/backups/restore-pitr";
        byte[] body =
                ("{\"recovery_time_target_unix\":" + moment.getEpochSecond() + "}").getBytes(StandardCharsets.UTF_8);
        Map<String, String> headers = Map.of("accept", "application/json", "content-type", "application/json");
        var call = new HttpCall("POST", writer.endpoint(), path, "", headers, HttpBody.of(body));
        var effect = new Effect(
                "supabase",
                "RestorePitr",
                project.ref(),
                Map.of("recoveryTimeTargetUnix", Long.toString(moment.getEpochSecond())));
        boolean[] onItsWay = new boolean[1];
        Bearer bearer = new Bearer(writer.token());
        HttpAnswer answer;
        try {
            answer = writer.transport()
                    .change(
                            call,
                            unsigned -> {
                                HttpCall signed = bearer.sign(unsigned);
                                onItsWay[0] = true;
                                return signed;
                            },
                            writer.courtesy(),
                            effect);
        } catch (BackstayException e) {
            if (!onItsWay[0]) {
                throw e;
            }
            return switch (e.failure()) {
                case Failure.Unreachable _, Failure.TimedOut _, Failure.Malformed _, Failure.TooLarge _ ->
                    new Sent(false, null);
                default -> new Sent(false, e);
            };
        }
        if (answer.ok()) {
            return new Sent(true, null);
        }
        if (answer.status() / 100 == 5) {
            return new Sent(false, null);
        }
        throw refused(project, answer);
    }

    private static BackstayException refused(Project project, HttpAnswer answer) {
        String why = "it does not put " + project + " back, " + answer + "; nothing was begun";
        return new BackstayException(
                switch (answer.status()) {
                    case 401, 403 ->
                        new Failure.Refused(
                                "Supabase",
                                why,
                                "The restoring token takes " + Right.RESTORE + ": make one, and put it in the vault.");
                    case 429 -> new Failure.Throttled("Supabase", why, answer.retryAfter());
                    default ->
                        new Failure.Refused(
                                "Supabase",
                                why,
                                "Look in the dashboard what stands in the way: read replicas, subscriptions and"
                                        + " replication slots have to be removed first.");
                });
    }

    private Outcome until(Project project, boolean answered, Progress progress) throws InterruptedException {
        Instant began = pace.clock().instant();
        boolean seen = false;
        while (true) {
            String status = status(project);
            Duration waited = Duration.between(began, pace.clock().instant());
            progress.step("Restoring " + project + ": " + (status == null ? NOT_KNOWN : status));
            if (status != null) {
                seen |= status.equals(RESTORING);
                if (status.equals(FAILED)) {
                    return new Outcome(
                            Ending.FAILED,
                            status,
                            "Supabase says that the restore failed: the project may be down, so go to its dashboard"
                                    + " and to Supabase's support now.");
                }
                if (seen && status.equals(HEALTHY)) {
                    return new Outcome(Ending.DONE, status, project + " was restored and is up again.");
                }
            }
            if (!seen && waited.compareTo(pace.begins()) >= 0) {
                return unknown(project, answered, status);
            }
            if (waited.compareTo(pace.most()) >= 0) {
                return new Outcome(
                        Ending.UNKNOWN,
                        status == null ? NOT_KNOWN : status,
                        "The restore of " + project + " goes on at Supabase, and was not over after "
                                + Durations.words(waited) + "." + LOOK);
            }
            pace.sleeper().sleep(pace.between());
        }
    }

    private static Outcome unknown(Project project, boolean answered, @Nullable String status) {
        String last = status == null ? NOT_KNOWN : status;
        return new Outcome(
                Ending.UNKNOWN,
                last,
                (answered
                                ? "Supabase took the order, but " + project + " was never seen restoring"
                                : "The answer to the order was lost, and " + project + " was never seen restoring")
                        + "; its status is " + last + "." + LOOK);
    }

    /// Absent while nobody can say: whatever is wrong with a look, the order was sent, and is waited for.
    private @Nullable String status(Project project) throws InterruptedException {
        try {
            for (Project each : new SupabaseAccount(reader).projects()) {
                if (each.ref().equals(project.ref())) {
                    return each.status();
                }
            }
            return null;
        } catch (BackstayException e) {
            LOG.log(System.Logger.Level.WARNING, "the project's status is not known now: {0}", e.getMessage());
            return null;
        }
    }
}
