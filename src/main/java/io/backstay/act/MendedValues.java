package io.backstay.act;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.connect.postgres.tenant.diff.Choice;
import io.backstay.connect.postgres.tenant.diff.Choices;
import io.backstay.connect.postgres.tenant.diff.RowClass;
import io.backstay.connect.postgres.tenant.schema.Db;
import io.backstay.connect.postgres.tenant.schema.TableName;
import io.backstay.lab.story.Corruption;
import io.backstay.restore.Site;
import io.backstay.restore.environment.Check;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The practised restore of values that were written over for weeks: what support chooses for it, knowing which
/// columns the faulty program wrote to, and how the end is held against what really happened.
final class MendedValues {
    private MendedValues() {}

    /// Only the columns that the program wrote to are mended. People edited, deleted and added rows in the same
    /// weeks,
    /// and all of that stays.
    static Choices choices() {
        return Choices.DEFAULT
                .with(RowClass.LOST, Choice.LIVE)
                .with(RowClass.DAMAGED, Choice.LIVE)
                .with(RowClass.CONFLICT, Choice.LIVE)
                .mending(TableName.of("practice.clients"), Set.of("phone"))
                .mending(TableName.of("practice.invoices"), Set.of("due_on"))
                .mending(TableName.of("practice.jobs"), Set.of("title"));
    }

    /// Reads every value that was ever wrong, and the ones beside it.
    static List<Check> checks(Corruption corruption, Site site) throws BackstayException {
        Map<String, Corruption.WrongValue> first = new LinkedHashMap<>();
        for (Corruption.WrongValue value : corruption.values()) {
            first.putIfAbsent(value.table() + " " + value.id() + " " + value.column(), value);
        }
        List<String> wrong = new ArrayList<>();
        try (Connection live = site.reader().open("backstay drill")) {
            Db db = new Db(live);
            for (Map.Entry<String, Corruption.WrongValue> cell : first.entrySet()) {
                Corruption.WrongValue value = cell.getValue();
                String found = db.text("select coalesce(" + Db.quote(value.column()) + "::text, '') from "
                        + TableName.of(value.table()).quoted() + " where id = " + value.id());
                if (!found.equals(value.before())) {
                    wrong.add(cell.getKey());
                }
            }
        } catch (SQLException e) {
            throw new BackstayException(
                    new Failure.Unreachable("the practice database", "error " + e.getSQLState()), e);
        }
        return List.of(Check.none(
                "Values that are not what they were before the first wrong one (of " + first.size() + ")", wrong));
    }
}
