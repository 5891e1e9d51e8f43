package io.backstay.act.restore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.backstay.base.Progress;
import io.backstay.codec.Json;
import io.backstay.connect.postgres.tenant.diff.Choice;
import io.backstay.connect.postgres.tenant.diff.Choices;
import io.backstay.connect.postgres.tenant.diff.RowClass;
import io.backstay.estate.Tenant;
import io.backstay.incident.CasePapers.Paper;
import io.backstay.incident.CaseState;
import io.backstay.incident.report.RestoreOutcome;
import io.backstay.lab.Lab;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A restore on a real lab of which a proof does not hold is rolled back, and has measured nothing.
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RolledBackRunTest {
    private static final long SEED = 20_261_127L;

    @Test
    void aRestoreThatWritesIntoAnotherFirmIsRolledBackAndItsCaseHasNoLossThatWasMeasured() throws Exception {
        try (var lab = new RunLab("backstay-rolled-", SEED)) {
            Lab.Story story = lab.lab().happen(Progress.NONE);
            Tenant firm = story.accident().firm();
            plant(lab, firm);
            lab.plan(firm, story.accident().justBefore(), null, Choices.DEFAULT.with(RowClass.CONFLICT, Choice.LIVE));
            Path home = lab.home();
            String run = lab.approved(home, lab.next());
            try (RunGround ground = lab.ground(home, 0)) {
                assertFalse(ground.runs()
                        .run(ground.runs().plan(run), List.of(), Progress.NONE)
                        .holds());
                Runs.View view = ground.runs().status(run);
                assertEquals("NOT_RESTORED", view.state());
                assertEquals(
                        CaseState.NOT_RESTORED,
                        ground.cases().find(view.caseId()).state());
                Paper paper = ground.cases().papers().newest(view.caseId(), RestoreOutcome.PAPER);
                assertNotNull(paper);
                RestoreOutcome outcome = Json.parse("it", paper.document(), RestoreOutcome.class);
                assertNotNull(outcome.proof());
                assertNull(outcome.proof().committedAt());
                assertNull(outcome.measured().rpo(), "nothing is restored, so no loss is what it is");
            }
        }
    }

    private static void plant(RunLab lab, Tenant firm) throws Exception {
        try (Connection owner = lab.owner();
                Statement statement = owner.createStatement()) {
            statement.execute("create function practice.planted() returns trigger language plpgsql security definer as"
                    + " $$ begin update practice.clients set name = 'x' where id = (select min(id) from"
                    + " practice.clients where firm_id::text <> '" + firm.id() + "') and name <> 'x'; return new; end"
                    + " $$");
            statement.execute("create trigger planted after insert on practice.invoices for each row"
                    + " execute function practice.planted()");
            statement.execute("alter table practice.invoices enable always trigger planted");
        }
    }
}
