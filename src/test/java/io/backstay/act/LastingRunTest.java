package io.backstay.act;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.act.restore.RunGround;
import io.backstay.act.restore.RunLab;
import io.backstay.act.restore.Runs;
import io.backstay.base.BackstayException;
import io.backstay.base.Progress;
import io.backstay.estate.RecoveryPoint;
import io.backstay.lab.story.Corruption;
import io.backstay.restore.Site;
import io.backstay.restore.plan.PlanFile;
import io.backstay.restore.plan.RestorePlan;
import io.backstay.restore.staging.Origin;
import io.backstay.restore.staging.OwnBackups;
import io.backstay.restore.staging.Staged;
import io.backstay.restore.staging.Staging;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Runs whose scratch database would stay and cost money: it is taken away when the run is over, and whatever comes of
/// that, the result stands.
@Timeout(value = 15, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LastingRunTest {
    private static final long SEED = 20_261_127L;

    private final List<String> removed = new ArrayList<>();

    /// Recovers as ever, and is taken away as a provider's server is.
    private record Lasting(Staging own, Removal removal) implements Staging {
        @Override
        public String by() {
            return "account";
        }

        @Override
        public Origin origin(RecoveryPoint base, Instant wanted) throws BackstayException {
            return own.origin(base, wanted);
        }

        @Override
        public Origin later(Origin used, Instant wanted) throws BackstayException {
            return own.later(used, wanted);
        }

        @Override
        public Staged bringUp(Origin origin, Progress progress) throws BackstayException, InterruptedException {
            return own.bringUp(origin, progress);
        }

        @Override
        public List<String> over(List<Origin> used, Recording recording, Progress progress)
                throws InterruptedException {
            try {
                recording.removed("the server", "account", removal);
            } catch (BackstayException e) {
                throw new AssertionError(e);
            }
            return List.of("Took the server away.");
        }

        @Override
        public void close() {
            own.close();
        }
    }

    @Test
    void theResultStandsWhenTakingTheServerAwayIsInterruptedAndWhoeverWasSecondTakesTheirsAway() throws Exception {
        try (RunLab lab = new RunLab("backstay-lasting-", SEED)) {
            Corruption corruption = lab.lab().mishaps().corrupt(Progress.NONE);
            RestorePlan plan =
                    lab.plan(corruption.firm(), corruption.justBefore(), corruption.endedAt(), MendedValues.choices());
            PlanFile file = lab.next(staged(plan));
            Path first = lab.home();
            try (RunGround ground = ground(lab, first, () -> {
                throw new InterruptedException("somebody pressed Ctrl+C");
            })) {
                Runs.Outcome outcome = carriedOut(ground, file);
                assertTrue(Thread.interrupted(), "whoever is above sees that it was cancelled");
                assertTrue(outcome.holds(), outcome::toString);
                assertEquals("DONE", ground.runs().status(outcome.restore()).state());
                assertEquals(List.of("INTENT", "INTERRUPTED"), discards(ground));
            }
            Path second = lab.home();
            try (RunGround ground = ground(lab, second, () -> removed.add("the server"))) {
                var elsewhere = assertThrows(BackstayException.class, () -> carriedOut(ground, file));
                assertEquals("RUN-DONE", elsewhere.failure().code());
                assertEquals(List.of("the server"), removed);
                assertEquals(List.of("INTENT", "DONE"), discards(ground));
            }
        }
    }

    private static Runs.Outcome carriedOut(RunGround ground, PlanFile file) throws Exception {
        String run = ground.desk().takeIn(file).restore();
        ground.runs().approveAlone(run, "A test on made-up data");
        return ground.runs().run(file, List.of(), Progress.NONE);
    }

    private static RunGround ground(RunLab lab, Path home, Staging.Removal removal) throws Exception {
        Site site = lab.site(0);
        OwnBackups own = site.own();
        return new RunGround(home, site.stagedBy(job -> new Lasting(own.of(job), removal)), each -> each);
    }

    /// What the record says of taking the server away, in order.
    private static List<String> discards(RunGround ground) throws Exception {
        List<String> said = new ArrayList<>();
        ground.audit().entries(null).forEach(each -> {
            if (each.act().equals("restore.discard") && each.target().equals("the server")) {
                said.add(
                        each.outcome() == null
                                ? each.type().name()
                                : each.outcome().name());
            }
        });
        return said;
    }

    private static RestorePlan staged(RestorePlan plan) {
        RestorePlan.Source source = plan.source();
        return new RestorePlan(
                plan.format(),
                plan.restore(),
                plan.request(),
                plan.tenant(),
                new RestorePlan.Source(source.database(), source.point(), source.restoreTo(), "account"),
                plan.target(),
                plan.rows(),
                plan.choices(),
                plan.files(),
                plan.policy(),
                plan.validity(),
                plan.seen());
    }
}
