package io.backstay.connect.postgres.tenant;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.backstay.base.Progress;
import io.backstay.base.TenantId;
import io.backstay.connect.postgres.Login;
import io.backstay.connect.postgres.tenant.diff.Question;
import io.backstay.connect.postgres.tenant.diff.RowClass;
import io.backstay.connect.postgres.tenant.diff.TableDiff;
import io.backstay.connect.postgres.tenant.diff.stage.Comparison;
import io.backstay.connect.postgres.tenant.rows.Closure;
import io.backstay.connect.postgres.tenant.rows.TenantRows;
import io.backstay.fixture.TestPostgres;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Keys of other words may be one key to the database, such as 1.0 and 1.00.
final class EqualKeysTest {
    @Test
    void aRowIsMetUnderAKeyOfOtherWords() throws Exception {
        Login live = TestPostgres.database();
        Practice.run(live, """
                create schema s;
                create table s.firms (id int primary key);
                create table s.parts (id numeric primary key, firm_id int not null references s.firms, name text);
                insert into s.firms values (1), (2);
                insert into s.parts values (1.0, 1, 'as it was'), (2.0, 1, 'taken'), (3.0, 1, 'lost'), (4.0, 1, 'same');
                """);
        Login then = live.to(live.database() + "_then");
        Practice.run(live.to("postgres"), "create database " + then.database() + " template " + live.database());
        Practice.run(live, """
                update s.parts set id = 1.00, name = 'edited' where id = 1;
                update s.parts set id = 2.00, firm_id = 2 where id = 2;
                delete from s.parts where id = 3;
                """);
        try (Connection session = live.open("test");
                TenantRows rows = Closure.find(then.open("test"), OneWayUpTest.mapping(List.of()), new TenantId("1"))) {
            TableDiff parts = Comparison.run(Question.of(rows), session, Progress.NONE).tables().stream()
                    .filter(table -> table.table().equals("s.parts"))
                    .findFirst()
                    .orElseThrow();
            assertEquals(
                    Map.of(RowClass.RETYPED, 1L, RowClass.BLOCKED, 1L, RowClass.LOST, 1L, RowClass.UNCHANGED, 1L),
                    parts.rows());
        }
    }
}
