package io.backstay.connect.postgres.tenant.diff;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.backstay.connect.postgres.tenant.schema.Column;
import io.backstay.connect.postgres.tenant.schema.Table;
import io.backstay.connect.postgres.tenant.schema.TableName;
import io.backstay.connect.postgres.tenant.schema.UniqueKey;
import java.util.List;
import org.junit.jupiter.api.Test;

class ColumnOrderTest {
    private static final ColumnOrder ORDER = new ColumnOrder(List.of("firm_id"));

    @Test
    void whatPeopleKnowComesFirstAndKeysComeLast() {
        Table invoices = table(
                column("client_id", "bigint"),
                column("created_at", "timestamp with time zone"),
                column("due_on", "date"),
                column("firm_id", "bigint"),
                column("id", "bigint"),
                column("memo", "text"),
                column("number", "text"),
                column("status", "text"),
                column("total_cents", "bigint"));
        List<String> names = ORDER.of(invoices).stream()
                .map(at -> invoices.columns().get(at).name())
                .toList();
        assertEquals(
                List.of("number", "status", "total_cents", "due_on", "memo", "created_at", "client_id", "firm_id"),
                names);
    }

    @Test
    void aTableOfNothingButItsIdentityStillShowsIt() {
        assertEquals(List.of(0), ORDER.of(table(column("id", "bigint"))));
    }

    private static Column column(String name, String type) {
        return new Column(name, type, true, "", "");
    }

    private static Table table(Column... columns) {
        return new Table(
                new TableName("practice", "invoices"),
                false,
                List.of(columns),
                List.of(new UniqueKey("pk", List.of("id"), List.of("id"), "", true, false, true)),
                List.of(),
                "");
    }
}
