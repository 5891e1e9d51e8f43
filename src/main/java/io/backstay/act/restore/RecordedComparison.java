package io.backstay.act.restore;

import io.backstay.act.restore.GuidedRestore.Difference;
import io.backstay.act.restore.GuidedRestore.Staged;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.Progress;
import io.backstay.connect.postgres.tenant.diff.Choices;
import io.backstay.connect.postgres.tenant.diff.PlainSamples;
import io.backstay.connect.postgres.tenant.diff.SampleRow;
import io.backstay.connect.postgres.tenant.mapping.TenantMapping;
import io.backstay.connect.postgres.tenant.rows.Leak;
import io.backstay.connect.postgres.tenant.rows.SchemaChoices;
import io.backstay.restore.Compared;
import io.backstay.restore.TenantRestore;
import io.backstay.restore.approve.ApprovalGate;
import io.backstay.restore.journal.RestoreStep;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The comparison of one recorded restore: its sides, what is chosen, and who looked at a row without a mask.
final class RecordedComparison {
    private final Scribe scribe;
    private final TenantRestore restore;
    private final String tenant;
    private @Nullable PlainSamples plain;

    RecordedComparison(Scribe scribe, TenantRestore restore, String tenant) {
        this.scribe = scribe;
        this.restore = restore;
        this.tenant = tenant;
    }

    Staged stageDamaged(Instant after, InstantSource clock, Progress progress)
            throws BackstayException, InterruptedException {
        Instant begun = clock.instant();
        var scratch = scribe.step(
                RestoreStep.STAGE,
                "restore.stage",
                tenant + " to " + after + ", after the incident" + Sentences.lasting(restore.lastingDamaged(after)),
                () -> restore.stageDamaged(after, progress),
                server -> "The damaged state: " + server.said());
        return new Staged(scratch.name(), scratch.reached(), Duration.between(begun, clock.instant()));
    }

    void choose(Choices choices) throws BackstayException {
        restore.choose(choices);
        scribe.note("restore.choose", tenant, Sentences.choices(choices));
    }

    void answer(SchemaChoices answers) throws BackstayException {
        restore.schema().choose(answers);
        scribe.note("restore.choose", tenant, Sentences.answers(answers));
    }

    SampleRow reveal(SampleRow masked, String reason) throws BackstayException {
        PlainSamples known = Objects.requireNonNull(plain, "compare comes first");
        ApprovalGate.requireReason(reason);
        // The entry comes first: a look that cannot be recorded is not given.
        scribe.note(
                "restore.reveal",
                masked.table() + " " + (masked.key().equals(TenantMapping.Words.MASK) ? masked.id() : masked.key()),
                "Looked at one row of " + masked.table() + " without a mask: " + reason.strip());
        return known.of(masked)
                .orElseThrow(() -> new BackstayException(new Failure.NotFound(
                        "That row in the last comparison", "Compare again, and choose the row there.")));
    }

    Difference compare(Progress progress) throws BackstayException, InterruptedException {
        Compared compared = scribe.step(
                RestoreStep.DIFF,
                "restore.compare",
                tenant,
                () -> restore.compare(progress),
                result -> Sentences.sums(result.result().tables()));
        plain = compared.result().plain();
        List<String> leaks = new ArrayList<>();
        for (Leak leak : compared.rows().leaks()) {
            leaks.add(leak.sentence());
        }
        leaks.addAll(compared.result().notes());
        long external = compared.rows().external().stream()
                .mapToLong(each -> each.rows())
                .sum();
        return new Difference(
                compared.result().tables(),
                compared.result().samples(),
                restore.labels(),
                List.copyOf(leaks),
                external,
                FileSentences.files(compared.files()),
                compared.result().columns());
    }
}
