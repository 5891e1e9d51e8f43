package io.backstay.ui.restore.view;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.backstay.act.check.Facts;
import io.backstay.act.restore.Restores;
import io.backstay.connect.postgres.tenant.diff.Choices;
import io.backstay.restore.verdict.Intake;
import io.backstay.ui.restore.FakeFacts;
import io.backstay.ui.restore.FakeRestores;
import io.backstay.ui.restore.FakeRestores.Call;
import io.backstay.ui.restore.Samples;
import io.backstay.ui.restore.found.Known;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/// The journey on invented data: what is tested here is the window alone.
class FakeRestoreJourneyTest extends RestoreJourney {
    private final FakeRestores restores = new FakeRestores();

    @Override
    protected Restores restores() {
        restores.chosenBefore = Choices.DEFAULT;
        return restores;
    }

    @Override
    protected Facts facts() {
        return new FakeFacts();
    }

    @Override
    protected Intake intake() {
        return Samples.intake();
    }

    @Override
    protected InstantSource clock() {
        return InstantSource.fixed(Samples.NOW);
    }

    @Override
    protected Duration patience() {
        return Duration.ofSeconds(60);
    }

    @Override
    protected void judge(Known known) {
        assertEquals(List.of(Call.values()), restores.calls);
        assertEquals(3, restores.comparedAgain.get(), "each conflict is compared once");
    }
}
