package io.backstay.act.restore;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.Progress;
import io.backstay.connect.postgres.tenant.diff.Choices;
import io.backstay.connect.postgres.tenant.diff.SampleRow;
import io.backstay.connect.postgres.tenant.load.Proof;
import io.backstay.connect.postgres.tenant.preflight.SchemaDifference;
import io.backstay.connect.postgres.tenant.rows.SchemaChoices;
import io.backstay.restore.find.FoundMoment;
import io.backstay.restore.find.Look;
import io.backstay.restore.find.MomentQuestion;
import io.backstay.restore.verdict.Intake;
import io.backstay.restore.verdict.Verdict;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A finished restore once more, step by step, from what was recorded; nothing is done again.
record ReplayedRestore(String id, Intake intake, Verdict verdict, RestoreRecord done) implements GuidedRestore {
    @Override
    public @Nullable String borrows() {
        return null;
    }

    @Override
    public FoundMoment find(MomentQuestion question, Look.Watch watch, Progress progress) throws BackstayException {
        FoundMoment found = reached(done.found);
        found.looks().forEach(look -> watch.looked(look, found.effort().recoveriesMax()));
        return found;
    }

    @Override
    public void choose(Instant moment) {
        // The moment was chosen when it was done.
    }

    @Override
    public @Nullable Instant restoreTo() {
        return done.moment == null ? verdict.restoreTo() : done.moment;
    }

    @Override
    public Staged stage(Progress progress) throws BackstayException {
        return reached(done.staged);
    }

    @Override
    public Staged stageDamaged(Instant after, Progress progress) throws BackstayException {
        return ReplayedRestore.<Staged>reached(null);
    }

    @Override
    public void choose(Choices choices) {
        // The choices were made when it was done.
    }

    @Override
    public Choices choices() {
        return Choices.DEFAULT;
    }

    @Override
    public List<SchemaDifference> schemaDifferences() {
        return List.of();
    }

    @Override
    public void answer(SchemaChoices answers) {
        // The answers were given when it was done.
    }

    @Override
    public SchemaChoices answers() {
        return SchemaChoices.NONE;
    }

    @Override
    public SampleRow reveal(SampleRow masked, String reason) throws BackstayException {
        return ReplayedRestore.<SampleRow>reached(null);
    }

    @Override
    public Difference compare(Progress progress) throws BackstayException {
        return reached(done.difference);
    }

    @Override
    public PlanView plan() throws BackstayException {
        return reached(done.plan);
    }

    @Override
    public Instant approveAlone(String reason) throws BackstayException {
        return reached(done.approvedAt);
    }

    @Override
    public Approved approve(Path file, Progress progress) throws BackstayException {
        return ReplayedRestore.<Approved>reached(null);
    }

    @Override
    public Instant mayRunFrom() throws BackstayException {
        return reached(done.approvedAt);
    }

    @Override
    public Instant begunAt() {
        return done.begunAt;
    }

    @Override
    public Proof run(Progress progress) throws BackstayException {
        return reached(done.proof);
    }

    @Override
    public Verification verify(Progress progress) throws BackstayException {
        return reached(done.verification);
    }

    private static <T> T reached(@Nullable T result) throws BackstayException {
        if (result == null) {
            throw new BackstayException(new Failure.NotFound(
                    "This step of the recorded restore", "The restore ended before it; read its report."));
        }
        return result;
    }

    @Override
    public void close() {
        // Nothing was opened.
    }

    @Override
    public boolean closed() {
        return true;
    }
}
