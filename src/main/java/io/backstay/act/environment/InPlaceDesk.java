package io.backstay.act.environment;

import io.backstay.act.role.Permission;
import io.backstay.act.vault.Occasion;
import io.backstay.audit.Deed;
import io.backstay.base.BackstayException;
import io.backstay.base.Durations;
import io.backstay.base.Failure;
import io.backstay.base.Progress;
import io.backstay.base.Utc;
import io.backstay.connect.supabase.InPlace;
import io.backstay.restore.journal.InPlaceStep;
import io.backstay.restore.journal.RestoreStep;
import io.backstay.restore.journal.RunLock;
import io.backstay.restore.plan.InPlacePlan;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Puts a whole project back where it is, with intent and outcome in journal and record. Nothing is ordered twice:
/// one project is in one hand at a time, and after an order of which nobody knows what came of it, its run has to
/// be confirmed as well.
final class InPlaceDesk {
    /// As it stands in the record: planned under the plan's hash, carried out under the project's ref.
    static final String ACT = "restore.in-place";

    private final EnvironmentDesk.Books books;
    private final Consent consent;
    private final Ways ways;
    private final Path locks;
    private final InstantSource clock;

    /// @param locks the folder with the locks of restores
    InPlaceDesk(EnvironmentDesk.Books books, Consent consent, Ways ways, Path locks, InstantSource clock) {
        this.books = books;
        this.consent = consent;
        this.ways = ways;
        this.locks = locks;
        this.clock = clock;
    }

    /// Finds the account of a connection.
    @FunctionalInterface
    interface Ways {
        /// By its name.
        InPlace of(String connection, InPlace.Pace pace) throws BackstayException;
    }

    /// Who has to agree.
    interface Consent {
        /// What is asked for, in the name of whoever acts here.
        ///
        /// @param alone why nobody else can agree, absent where somebody has to
        InPlacePlan plan(InPlaceOrder order, InPlaceOutlook outlook, @Nullable String alone) throws BackstayException;

        /// Whether it may be carried out now; else one refusal.
        ///
        /// @return who agreed, as the record shows it
        Map<String, String> require(InPlacePlan plan, List<Path> approvals) throws BackstayException;
    }

    InPlacePlan plan(InPlaceOrder order, @Nullable String alone, Path file)
            throws BackstayException, InterruptedException {
        InPlacePlan plan = consent.plan(order, look(order), alone);
        Deed deed = Deed.of(ACT, plan.hash())
                .underPlan(plan.hash())
                .with("planned", plan.project().ref())
                .with("at", order.at().toString());
        return books.recorder()
                .act(Permission.RESTORE_IN_PLACE, alone == null ? deed : deed.with("alone", alone), () -> {
                    plan.write(file);
                    return plan;
                });
    }

    InPlaceOutlook look(InPlaceOrder order) throws BackstayException, InterruptedException {
        return outlook(order, inPlace(order).look(order.asset()));
    }

    private InPlace inPlace(InPlaceOrder order) throws BackstayException {
        return ways.of(order.connection(), InPlace.Pace.usual(clock));
    }

    private InPlaceOutlook outlook(InPlaceOrder order, InPlace.Standing standing) throws BackstayException {
        standing.require(order.at());
        String unsettled =
                InPlaceStep.unsettled(books.journal(), standing.project().ref());
        return new InPlaceOutlook(
                standing.project().name(),
                standing.project().ref(),
                standing.project().status(),
                standing.earliest(),
                standing.latest(),
                order.at(),
                unsettled,
                sentences(order, standing, unsettled));
    }

    private List<String> sentences(InPlaceOrder order, InPlace.Standing standing, @Nullable String unsettled) {
        Duration lost = Duration.between(order.at(), clock.instant());
        List<String> sentences = new ArrayList<>();
        if (unsettled != null) {
            sentences.add("Ordered before: " + unsettled + " ordered a restore of this project, and nobody here knows"
                    + " what came of it. Look in Supabase's dashboard first; to order again, type " + unsettled
                    + " behind the ref.");
        }
        sentences.addAll(List.of(
                "Gentler first: restore to a new project in Supabase's dashboard (Database, Backups), which"
                        + " leaves this one as it is, and bring one tenant back from there with 'backstay"
                        + " restore plan --staging' (docs/supabase.md).",
                "Everything in the database of " + standing.project() + ", of every tenant, goes back to "
                        + Utc.words(order.at()) + ": accounts, passwords and tokens of people included.",
                "What was written in the last " + Durations.rough(lost)
                        + ", by anybody, is lost. Backstay keeps no copy of it and cannot undo this.",
                "The project is down meanwhile; how long depends on its size, and Supabase promises no time.",
                "Files are not put back: the rows that name them are, as they were then. Read replicas,"
                        + " subscriptions and replication slots of your own have to be removed first."));
        return sentences;
    }

    InPlaceResult run(InPlacePlan plan, List<Path> approvals, String typed, Progress progress)
            throws BackstayException, InterruptedException {
        Instant calledAt = clock.instant();
        consent.require(plan, approvals);
        InPlaceOrder order = new InPlaceOrder(plan.connection(), plan.project().ref(), plan.at());
        InPlace inPlace = inPlace(order);
        InPlace.Standing standing = inPlace.look(order.asset());
        try (RunLock _ = RunLock.take(locks, "in-place-" + standing.project().ref())) {
            // Again where nobody else can order: meanwhile another run may have used up this agreement.
            requireUnsent(plan);
            Map<String, String> agreed = consent.require(plan, approvals);
            return confirmed(
                    new Agreed(order, plan.hash(), agreed), typed, new Place(inPlace, standing, calledAt), progress);
        }
    }

    /// One agreement is for one order, also for one of which nobody knows what came of it.
    private void requireUnsent(InPlacePlan plan) throws BackstayException {
        String sent = InPlaceStep.sent(books.journal(), plan.hash());
        if (sent != null) {
            throw new BackstayException(new Failure.Conflict(
                    "This plan was ordered already, as " + sent
                            + "; doing it again would take back what was written since",
                    "Look in Supabase's dashboard what became of it; then look again with --dry-run, and have the new"
                            + " plan approved, if it is meant."));
        }
    }

    private record Place(InPlace inPlace, InPlace.Standing standing, Instant calledAt) {}

    private record Agreed(InPlaceOrder order, String hash, Map<String, String> by) {}

    private InPlaceResult confirmed(Agreed agreed, String typed, Place place, Progress progress)
            throws BackstayException, InterruptedException {
        InPlaceOrder order = agreed.order();
        InPlaceOutlook outlook = outlook(order, place.standing());
        if (!typed.strip().equals(outlook.confirmation())) {
            throw new BackstayException(new Failure.BadInput(
                    "That is not " + (outlook.unsettled() == null ? "" : "the run " + outlook.unsettled() + " behind ")
                            + "the name and the ref of the project, so nothing was ordered.",
                    "Look with --dry-run which project it is"
                            + (outlook.unsettled() == null ? "" : ", and in the dashboard what became of that run")
                            + ", then type '" + outlook.confirmation() + "' exactly."));
        }
        Deed deed = Deed.of(ACT, outlook.ref())
                .underPlan(agreed.hash())
                .with("connection", order.connection())
                .with("at", order.at().toString());
        for (Map.Entry<String, String> each : agreed.by().entrySet()) {
            deed = deed.with(each.getKey(), each.getValue());
        }
        var known = new AtomicReference<InPlaceResult>();
        try {
            return books.recorder()
                    .act(
                            Permission.RESTORE_IN_PLACE,
                            deed,
                            () -> {
                                InPlaceResult result = recorded(agreed, place, outlook, progress);
                                known.set(result);
                                return result;
                            },
                            InPlaceDesk::facts);
        } catch (BackstayException e) {
            InPlaceResult result = known.get();
            throw result == null ? e : unwritten(result, e);
        }
    }

    private static Map<String, String> facts(InPlaceResult result) {
        return Map.of(
                "run",
                result.id(),
                "outcome",
                result.outcome().ending().name().toLowerCase(Locale.ROOT),
                "status",
                result.outcome().status());
    }

    /// It was ordered and has ended, and that could not be written down.
    private static BackstayException unwritten(InPlaceResult result, BackstayException e) {
        return new BackstayException(
                new Failure.Conflict(
                        result.outcome().said().replaceFirst("\\.$", "") + ". But that could not be written down: "
                                + e.failure().message().replaceFirst("\\.$", ""),
                        "Write down yourself that " + result.id() + " was ordered; do not order it again before you"
                                + " looked in Supabase's dashboard."),
                e);
    }

    private InPlaceResult recorded(Agreed agreed, Place place, InPlaceOutlook outlook, Progress progress)
            throws BackstayException, InterruptedException {
        InPlaceOrder order = agreed.order();
        String project = place.standing().project().toString();
        String id = books.journal().begin("Everything of " + project + ", in place");
        String intent = InPlaceStep.intent(project, order.at(), agreed.hash());
        long entry = books.journal().intent(id, RestoreStep.IMPORT, intent);
        InPlace.Outcome outcome;
        try {
            outcome = Occasion.during(id, () -> place.inPlace().run(place.standing(), order.at(), progress));
        } catch (BackstayException e) {
            written(
                    entry,
                    InPlaceStep.outcome(InPlaceStep.Ending.REFUSED, e.failure().message()),
                    e);
            throw e;
        }
        // An interrupt, and whatever else ends this here, leaves the step open, as a kill does: nobody knows.
        InPlaceResult result =
                new InPlaceResult(id, outlook, outcome, Duration.between(place.calledAt(), clock.instant()));
        try {
            books.journal()
                    .outcome(
                            entry,
                            InPlaceStep.outcome(
                                    switch (outcome.ending()) {
                                        case DONE -> InPlaceStep.Ending.DONE;
                                        case FAILED -> InPlaceStep.Ending.FAILED;
                                        case UNKNOWN -> InPlaceStep.Ending.UNKNOWN;
                                    },
                                    outcome.said()));
        } catch (BackstayException e) {
            throw unwritten(result, e);
        }
        return result;
    }

    /// What went wrong first is what is heard.
    private void written(long entry, String said, BackstayException first) {
        try {
            books.journal().outcome(entry, said);
        } catch (BackstayException e) {
            first.addSuppressed(e);
        }
    }
}
