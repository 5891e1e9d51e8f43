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
import io.backstay.restore.RestoreStep;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Puts a whole project back where it is, with intent and outcome in journal and record. Nothing is ordered twice.
final class InPlaceDesk {
    private final EnvironmentDesk.Books books;
    private final EnvironmentDesk.Accounts accounts;
    private final InstantSource clock;

    InPlaceDesk(EnvironmentDesk.Books books, EnvironmentDesk.Accounts accounts, InstantSource clock) {
        this.books = books;
        this.accounts = accounts;
        this.clock = clock;
    }

    InPlaceOutlook look(InPlaceOrder order) throws BackstayException, InterruptedException {
        return outlook(order, inPlace(order).look(order.asset()));
    }

    private InPlace inPlace(InPlaceOrder order) throws BackstayException {
        return accounts.sites().inPlace(order.connection(), InPlace.Pace.usual(clock));
    }

    private InPlaceOutlook outlook(InPlaceOrder order, InPlace.Standing standing) throws BackstayException {
        standing.require(order.at());
        Duration lost = Duration.between(order.at(), clock.instant());
        return new InPlaceOutlook(
                standing.project().name(),
                standing.project().ref(),
                standing.project().status(),
                standing.earliest(),
                standing.latest(),
                order.at(),
                List.of(
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
    }

    InPlaceResult run(InPlaceOrder order, String typed, Progress progress)
            throws BackstayException, InterruptedException {
        Instant calledAt = clock.instant();
        InPlace inPlace = inPlace(order);
        InPlace.Standing standing = inPlace.look(order.asset());
        InPlaceOutlook outlook = outlook(order, standing);
        if (!typed.strip().equals(outlook.confirmation())) {
            throw new BackstayException(new Failure.BadInput(
                    "That is not the name and the ref of the project, so nothing was ordered.",
                    "Look with --dry-run which project it is, then type '" + outlook.confirmation() + "' exactly."));
        }
        Deed deed = Deed.of("restore.in-place", outlook.ref())
                .with("connection", order.connection())
                .with("at", order.at().toString());
        return books.recorder()
                .act(
                        Permission.RESTORE_IN_PLACE,
                        deed,
                        () -> recorded(order, new Ordered(inPlace, standing, outlook, calledAt), progress),
                        result -> Map.of(
                                "run",
                                result.id(),
                                "outcome",
                                result.outcome().ending().name().toLowerCase(Locale.ROOT),
                                "status",
                                result.outcome().status()));
    }

    private record Ordered(InPlace inPlace, InPlace.Standing standing, InPlaceOutlook outlook, Instant calledAt) {}

    private InPlaceResult recorded(InPlaceOrder order, Ordered ordered, Progress progress)
            throws BackstayException, InterruptedException {
        String project = ordered.standing().project().toString();
        String id = books.journal().begin("Everything of " + project + ", in place");
        long entry = books.journal()
                .intent(id, RestoreStep.IMPORT, project + " back to " + Utc.words(order.at()) + ", over what is there");
        String said = "the waiting stopped; whether it was begun, Supabase's dashboard says";
        try {
            InPlace.Outcome outcome =
                    Occasion.during(id, () -> ordered.inPlace().run(ordered.standing(), order.at(), progress));
            said = outcome.said();
            return new InPlaceResult(
                    id, ordered.outlook(), outcome, Duration.between(ordered.calledAt(), clock.instant()));
        } catch (BackstayException e) {
            said = e.failure().message();
            throw e;
        } finally {
            books.journal().outcome(entry, said);
        }
    }
}
