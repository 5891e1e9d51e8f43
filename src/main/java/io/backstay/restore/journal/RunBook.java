package io.backstay.restore.journal;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.restore.journal.Run.End;
import io.backstay.restore.plan.PlanFile;
import io.backstay.restore.plan.Refusal;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The runs of plans in the journal's file. A plan has one run in a state folder, and is begun once.
public final class RunBook {
    static final String TABLE = """
            create table run (
                restore text primary key,
                case_id text not null,
                plan_hash text not null unique,
                plan text not null,
                context text not null,
                approval text,
                planned_at text not null,
                started_at text,
                proof text,
                ended text,
                said text)""";

    private static final String COLUMNS =
            "select restore, case_id, plan, context, approval, planned_at, started_at, proof, ended, said from run ";

    private final JournalFile file;
    private final InstantSource clock;

    RunBook(JournalFile file, InstantSource clock) {
        this.file = file;
        this.clock = clock;
    }

    /// Takes a plan up. One that is here already under another restore is refused; a restore that plans again
    /// forgets the plan before, as long as that was not begun.
    public void planned(String restore, String caseId, PlanFile plan, String context) throws BackstayException {
        String now = clock.instant().toString();
        int written = file.write(connection -> {
            try (PreparedStatement forget =
                    connection.prepareStatement("delete from run where restore = ? and started_at is null")) {
                forget.setString(1, restore);
                forget.executeUpdate();
            }
            try (PreparedStatement insert = connection.prepareStatement(
                    "insert into run (restore, case_id, plan_hash, plan, context, planned_at) values (?, ?, ?, ?, ?, ?)"
                            + " on conflict do nothing")) {
                insert.setString(1, restore);
                insert.setString(2, caseId);
                insert.setString(3, plan.hash());
                insert.setString(4, new String(plan.bytes(), StandardCharsets.UTF_8));
                insert.setString(5, context);
                insert.setString(6, now);
                return insert.executeUpdate();
            }
        });
        if (written != 1) {
            throw Refusal.RUN_STARTED.stop(restore);
        }
    }

    /// Remembers who let it be carried out.
    ///
    /// @param approval as JSON
    public void approved(String restore, String approval) throws BackstayException {
        set("update run set approval = ? where restore = ? and ended is null", approval, restore);
    }

    /// Begins it, if nobody has.
    ///
    /// @return whether this call began it
    public boolean start(String restore) throws BackstayException {
        String now = clock.instant().toString();
        return file.write(connection -> {
            try (PreparedStatement update = connection.prepareStatement(
                    "update run set started_at = ? where restore = ? and started_at is null and ended is null")) {
                update.setString(1, now);
                update.setString(2, restore);
                return update.executeUpdate() == 1;
            }
        });
    }

    /// Remembers what was proven, before it is committed.
    public void proven(String restore, String proof) throws BackstayException {
        set("update run set proof = ? where restore = ? and ended is null", proof, restore);
    }

    /// It is over, or a person must decide; what needs a person may end better later.
    public void ended(String restore, End end, String said) throws BackstayException {
        file.write(connection -> {
            try (PreparedStatement update = connection.prepareStatement("update run set ended = ?, said = ? where"
                    + " restore = ? and (ended is null or ended = 'NEEDS_HUMAN')")) {
                update.setString(1, end.name());
                update.setString(2, said);
                update.setString(3, restore);
                return update.executeUpdate();
            }
        });
    }

    /// What it committed was taken back.
    public void undone(String restore, String said) throws BackstayException {
        file.write(connection -> {
            try (PreparedStatement update = connection.prepareStatement(
                    "update run set ended = ?, said = ? where" + " restore = ? and ended in ('DONE', 'NEEDS_HUMAN')")) {
                update.setString(1, End.UNDONE.name());
                update.setString(2, said);
                update.setString(3, restore);
                return update.executeUpdate();
            }
        });
    }

    /// The run of that name.
    public Optional<Run> find(String restore) throws BackstayException {
        return select(COLUMNS + "where restore = ?", restore).stream().findFirst();
    }

    /// The run of a plan.
    public Optional<Run> ofPlan(String hash) throws BackstayException {
        return select(COLUMNS + "where plan_hash = ?", hash).stream().findFirst();
    }

    /// All of them, newest first.
    public List<Run> all() throws BackstayException {
        return select(COLUMNS + "order by planned_at desc, restore desc", null);
    }

    private void set(String sql, String value, String restore) throws BackstayException {
        int changed = file.write(connection -> {
            try (PreparedStatement update = connection.prepareStatement(sql)) {
                update.setString(1, value);
                update.setString(2, restore);
                return update.executeUpdate();
            }
        });
        if (changed != 1) {
            throw Refusal.RUN_OVER.stop(restore);
        }
    }

    private List<Run> select(String sql, @Nullable String parameter) throws BackstayException {
        List<Object[]> rows = file.read(connection -> {
            List<Object[]> found = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                if (parameter != null) {
                    select.setString(1, parameter);
                }
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        found.add(columns(row));
                    }
                }
            }
            return found;
        });
        List<Run> runs = new ArrayList<>();
        for (Object[] row : rows) {
            runs.add(run(row));
        }
        return List.copyOf(runs);
    }

    private static Object[] columns(ResultSet row) throws SQLException {
        Object[] columns = new Object[row.getMetaData().getColumnCount()];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = row.getString(i + 1);
        }
        return columns;
    }

    /// A plan that was changed on the disk is not the one that was fixed.
    private static Run run(@Nullable Object[] row) throws BackstayException {
        String restore = String.valueOf(row[0]);
        PlanFile plan = PlanFile.parse(
                "the plan of " + restore + " in the journal",
                String.valueOf(row[2]).getBytes(StandardCharsets.UTF_8));
        String ended = (String) row[8];
        try {
            return new Run(
                    restore,
                    String.valueOf(row[1]),
                    plan,
                    String.valueOf(row[3]),
                    (String) row[4],
                    Instant.parse(String.valueOf(row[5])),
                    row[6] == null ? null : Instant.parse(String.valueOf(row[6])),
                    (String) row[7],
                    ended == null ? null : End.valueOf(ended),
                    (String) row[9]);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new BackstayException(
                    new Failure.Corrupt("The journal's run " + restore, "its row makes no sense"), e);
        }
    }
}
