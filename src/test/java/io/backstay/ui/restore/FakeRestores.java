package io.backstay.ui.restore;

import io.backstay.act.restore.GuidedRestore;
import io.backstay.act.restore.Restores;
import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.Progress;
import io.backstay.connect.postgres.tenant.diff.Choice;
import io.backstay.connect.postgres.tenant.diff.Choices;
import io.backstay.connect.postgres.tenant.diff.RowClass;
import io.backstay.connect.postgres.tenant.diff.SampleRow;
import io.backstay.connect.postgres.tenant.load.Proof;
import io.backstay.connect.postgres.tenant.preflight.SchemaDifference;
import io.backstay.connect.postgres.tenant.rows.SchemaChoices;
import io.backstay.restore.find.FoundMoment;
import io.backstay.restore.find.Look;
import io.backstay.restore.find.MomentQuestion;
import io.backstay.restore.plan.Refusal;
import io.backstay.restore.verdict.Intake;
import io.backstay.restore.verdict.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Restores of invented data that can be told to fail, to wait for ever, or to break, at any call.
///
/// A call out of order is refused, as a real restore would.
public final class FakeRestores implements Restores {
    /// What is called on a guided restore, in order.
    public enum Call {
        BEGIN,
        VERDICT,
        STAGE,
        COMPARE,
        PLAN,
        APPROVE,
        RUN,
        VERIFY
    }

    public final List<Call> calls = Collections.synchronizedList(new ArrayList<>());
    public final Map<Call, Failure> failing = new EnumMap<>(Call.class);
    public final Map<Call, CountDownLatch> waiting = new EnumMap<>(Call.class);
    public Verdict verdict = Samples.partly();
    public Proof proof = Samples.proof();
    public Path reportFolder = Path.of("reports", "R-0117");

    public volatile @Nullable CountDownLatch committing;

    /// A search may be left out and done again, so it has no place in the order of calls.
    public FoundMoment found = Samples.found();

    public volatile @Nullable CountDownLatch searching;

    @Nullable
    Failure searchFails;

    public volatile @Nullable MomentQuestion asked;
    public volatile @Nullable Instant chosen;

    @Nullable
    Call defect;

    /// What stands chosen when a restore is begun; unless a test is about conflicts, they are decided.
    public Choices chosenBefore = Choices.DEFAULT.with(RowClass.CONFLICT, Choice.LIVE);

    /// Comparing again has no place in the order of calls.
    public final AtomicInteger comparedAgain = new AtomicInteger();

    public volatile @Nullable CountDownLatch comparingAgain;

    /// Why rows were looked at without a mask.
    public final List<String> reveals = Collections.synchronizedList(new ArrayList<>());

    public volatile @Nullable Instant damagedAt;

    /// How many times as many rows are lost as usual.
    public long lostTimes = 1;

    @Nullable
    Failure damagedFails;

    public final AtomicInteger closed = new AtomicInteger();
    private volatile Call reached = Call.BEGIN;

    /// What can make scratch databases, by database.
    public final Map<AssetId, List<String>> stagings = new HashMap<>();

    /// What the restore that was begun last takes its scratch databases from.
    public volatile @Nullable String staging;

    /// The case that was named when a restore was begun last.
    public volatile @Nullable String caseId;
    /// What the restore that was begun last is held against, as somebody chose it.
    public volatile @Nullable String policy;

    @Override
    public List<String> stagings(AssetId database) {
        return stagings.getOrDefault(database, List.of());
    }

    @Override
    public GuidedRestore begin(Intake intake, Terms terms) throws BackstayException {
        this.staging = terms.staging();
        this.policy = terms.policy();
        this.caseId = terms.caseId();
        enter(Call.BEGIN);
        reached = Call.BEGIN;
        return new Guided(intake);
    }

    /// How long one person alone waits.
    public Duration soloWait = Duration.ZERO;

    /// Makes a call wait until it is interrupted.
    public void hold(Call call) {
        waiting.put(call, new CountDownLatch(1));
    }

    private void enter(Call call) throws BackstayException {
        calls.add(call);
        if (call == defect) {
            throw new IllegalStateException("a defect at " + call);
        }
        Failure failure = failing.get(call);
        if (failure != null) {
            throw new BackstayException(failure);
        }
    }

    private void enter(Call call, Progress progress) throws BackstayException, InterruptedException {
        after(call);
        enter(call);
        progress.step("Working at " + call);
        progress.advance(1, 2);
        CountDownLatch latch = waiting.get(call);
        if (latch != null) {
            latch.await();
        }
        CountDownLatch commit = committing;
        if (commit != null && call == Call.RUN) {
            ignoreInterrupts(commit);
        }
        reached = call;
    }

    /// A commit that is on its way cannot be called back.
    private static void ignoreInterrupts(CountDownLatch latch) {
        boolean waiting = true;
        while (waiting) {
            try {
                latch.await();
                waiting = false;
            } catch (InterruptedException _) {
                waiting = true;
            }
        }
    }

    private void after(Call call) {
        var order = List.of(Call.values());
        if (order.indexOf(reached) != order.indexOf(call) - 1) {
            throw new IllegalStateException(call + " after " + reached);
        }
    }

    /// How live's schema differs, which every comparison finds.
    public List<SchemaDifference> schema = List.of();

    /// What had been answered when a comparison came to its end.
    public volatile SchemaChoices answered = SchemaChoices.NONE;

    private final class Guided implements GuidedRestore {
        private Choices choices = chosenBefore;
        private SchemaChoices answers = SchemaChoices.NONE;

        private final Intake intake;

        Guided(Intake intake) {
            this.intake = intake;
        }

        @Override
        public String borrows() {
            return "write-to-live credential live-writer";
        }

        @Override
        public String id() {
            return "R-0117";
        }

        @Override
        public Intake intake() {
            return intake;
        }

        @Override
        public Instant begunAt() {
            return Samples.NOW;
        }

        @Override
        public Verdict verdict() throws BackstayException {
            enter(Call.VERDICT);
            reached = Call.VERDICT;
            return verdict;
        }

        @Override
        public FoundMoment find(MomentQuestion question, Look.Watch watch, Progress progress)
                throws BackstayException, InterruptedException {
            asked = question;
            found.looks().forEach(look -> watch.looked(look, found.effort().recoveriesMax()));
            progress.step("Look " + found.looks().size());
            CountDownLatch latch = searching;
            if (latch != null) {
                latch.await();
            }
            if (searchFails != null) {
                throw new BackstayException(searchFails);
            }
            return found;
        }

        @Override
        public void choose(Instant moment) {
            chosen = moment;
        }

        @Override
        public @Nullable Instant restoreTo() {
            return chosen == null ? verdict.restoreTo() : chosen;
        }

        @Override
        public Staged stage(Progress progress) throws BackstayException, InterruptedException {
            enter(Call.STAGE, progress);
            return Samples.staged();
        }

        @Override
        public Staged stageDamaged(Instant after, Progress progress) throws BackstayException {
            if (damagedFails != null) {
                throw new BackstayException(damagedFails);
            }
            damagedAt = after;
            return new Staged("scratch-81aa", after, Duration.ofMinutes(31));
        }

        @Override
        public void choose(Choices made) {
            choices = made;
        }

        @Override
        public Choices choices() {
            return choices;
        }

        @Override
        public List<SchemaDifference> schemaDifferences() {
            return schema;
        }

        @Override
        public void answer(SchemaChoices made) {
            answers = made;
        }

        @Override
        public SchemaChoices answers() {
            return answers;
        }

        @Override
        public SampleRow reveal(SampleRow masked, String reason) {
            reveals.add(masked.key() + ": " + reason);
            return new SampleRow(
                    masked.table(),
                    masked.finding(),
                    masked.id(),
                    masked.key(),
                    plain(masked.lastGood()),
                    plain(masked.damaged()),
                    plain(masked.live()),
                    masked.write());
        }

        private static @Nullable String plain(@Nullable String masked) {
            return masked == null ? null : masked.replace("••••", "mith & Sons");
        }

        @Override
        public Difference compare(Progress progress) throws BackstayException, InterruptedException {
            for (SchemaDifference each : schema) {
                if (!each.answeredBy(answers)) {
                    throw Refusal.SCHEMA_OPEN.stop(each.sentence());
                }
            }
            answered = answers;
            if (reached == Call.COMPARE) {
                comparedAgain.incrementAndGet();
                progress.step("Comparing 5 tables again");
                CountDownLatch latch = comparingAgain;
                if (latch != null) {
                    latch.await();
                }
            } else {
                enter(Call.COMPARE, progress);
            }
            return SampleDiff.of(choices, damagedAt != null, lostTimes);
        }

        @Override
        public PlanView plan() throws BackstayException, InterruptedException {
            enter(Call.PLAN, Progress.NONE);
            return Samples.plan();
        }

        @Override
        public Instant approveAlone(String reason) throws BackstayException {
            after(Call.APPROVE);
            enter(Call.APPROVE);
            reached = Call.APPROVE;
            return Samples.NOW;
        }

        @Override
        public Approved approve(Path file, Progress progress) throws BackstayException {
            after(Call.APPROVE);
            enter(Call.APPROVE);
            reached = Call.APPROVE;
            return new Approved("mira", "1a2b 3c4d 5e6f 7081", Samples.NOW, Samples.NOW.plusSeconds(3600));
        }

        @Override
        public Instant mayRunFrom() {
            return Samples.NOW.plus(soloWait);
        }

        @Override
        public Proof run(Progress progress) throws BackstayException, InterruptedException {
            enter(Call.RUN, progress);
            return proof;
        }

        @Override
        public Verification verify(Progress progress) throws BackstayException, InterruptedException {
            enter(Call.VERIFY, progress);
            return Samples.verification(reportFolder);
        }

        @Override
        public boolean closed() {
            return false;
        }

        @Override
        public void close() {
            closed.incrementAndGet();
        }
    }
}
