package io.backstay.connect.postgres.tenant.draft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.BackstayException;
import io.backstay.base.TenantId;
import io.backstay.connect.postgres.Login;
import io.backstay.connect.postgres.tenant.mapping.DataSet;
import io.backstay.connect.postgres.tenant.mapping.KeyColumns;
import io.backstay.connect.postgres.tenant.mapping.MappingFile;
import io.backstay.connect.postgres.tenant.mapping.TenantMapping;
import io.backstay.connect.postgres.tenant.rows.Closure;
import io.backstay.connect.postgres.tenant.rows.TenantRows;
import io.backstay.connect.postgres.tenant.schema.Db;
import io.backstay.connect.postgres.tenant.schema.TableName;
import io.backstay.fixture.TestPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class MappingDraftTest {

    @Test
    void aDraftOfAStrangeSchemaSaysWhatItFoundAndAssumesNothingThatCouldHarm()
            throws BackstayException, InterruptedException, SQLException {
        try (Connection crm = crm()) {
            MappingDraft draft = MappingDraft.of(crm, List.of(), null);
            assertEquals(
                    new TenantMapping.Root(table("accounts"), KeyColumns.of("id")),
                    draft.mapping().keys().root());
            assertEquals(
                    List.of(KeyColumns.of("account_id")), draft.mapping().keys().columns());
            assertEquals(
                    List.of(new Coverage(table("contacts"), List.of("account_id"), 12, 12, 3, 12)), draft.coverage());
            assertEquals(Set.of(table("deals"), table("user_sessions")), Set.copyOf(draft.reached()));
            assertEquals(Set.of(table("currencies")), draft.mapping().scope().shared());
            assertEquals(
                    Set.of("comments 27", "legacy_notes 15", "search_cache 1"),
                    draft.undecided().stream()
                            .map(each -> each.table().name() + " " + each.rows())
                            .collect(Collectors.toSet()));
            assertEquals(
                    Set.of(
                            "comments.entity_id (Contact) 12/12",
                            "comments.entity_id (Deal) 15/15",
                            "legacy_notes.deal_id 15/15"),
                    draft.links().stream()
                            .map(each -> each.link().name() + " " + each.found() + "/" + each.values())
                            .collect(Collectors.toSet()));
            assertEquals(List.of(), draft.mapping().keys().links());
            assertEquals(
                    Map.of(table("contacts"), Set.of("email", "full_name")),
                    draft.mapping().words().personal());
            assertEquals(
                    Map.of(table("contacts"), Set.of("updated_at")),
                    draft.mapping().writing().volatileColumns());
            assertEquals(List.of(), draft.mapping().care().held());
            assertTrue(draft.text().contains("rows of crm.user_sessions may have to stay away"), draft::text);
            assertFalse(MappingFile.parse("draft", draft.text()).confirmed());
            DataSet clients = draft.sets().getFirst();
            assertEquals(
                    List.of("clients"), draft.sets().stream().map(DataSet::name).toList());
            assertEquals(
                    new DataSet.Column("id", "Contact ID"), clients.columns().getFirst());
            assertTrue(clients.columns().contains(new DataSet.Column("full_name", "Full name")), clients::toString);
            assertEquals(Set.of("account_id"), clients.without(), "a file is one tenant's");
            assertEquals(draft.sets(), MappingFile.parse("draft", draft.text()).sets());
        }
    }

    @Test
    void aDraftThatAPersonCompletedFindsEveryRow() throws BackstayException, InterruptedException, SQLException {
        try (Connection crm = crm()) {
            String draft = MappingDraft.of(crm, List.of(), null).text();
            TenantId first = new TenantId(new Db(crm).text("select md5('a1')::uuid::text"));
            assertEquals(
                    List.of("excluded", "excluded", "excluded", "writer"),
                    MappingCheck.run(crm, MappingFile.parse("draft", draft).mapping(), first).stream()
                            .filter(each -> !each.sentence().startsWith("The role"))
                            .map(MappingCheck.Problem::field)
                            .toList());
            String completed = draft.replaceFirst("confirmed: false", "confirmed: true")
                            .replaceAll("# {3}- \\{table: crm\\.(comments|legacy_notes)", "  - {table: crm.$1")
                            .replaceFirst("  - \\{table: crm", "links:\n  - {table: crm")
                    + "excluded: [crm.search_cache]\n";
            MappingFile file = MappingFile.parse("completed", completed);
            assertEquals(
                    List.of("writer"),
                    MappingCheck.run(crm, file.mapping(), first).stream()
                            .filter(each -> !each.sentence().startsWith("The role"))
                            .map(MappingCheck.Problem::field)
                            .toList(),
                    completed);
            try (TenantRows rows = Closure.find(crm, file.requireConfirmed("completed"), first)) {
                assertEquals(
                        Map.of(
                                "accounts",
                                1L,
                                "contacts",
                                4L,
                                "deals",
                                5L,
                                "user_sessions",
                                4L,
                                "legacy_notes",
                                5L,
                                "comments",
                                9L),
                        rows.counts().entrySet().stream()
                                .collect(Collectors.toMap(each -> each.getKey().name(), Map.Entry::getValue)));
                assertEquals(List.of(), rows.leaks());
                assertEquals(List.of(), rows.untouched());
            }
        }
    }

    @Test
    void schemasThatAreAlikeAreTakenForOneTenantsEach() throws BackstayException, InterruptedException, SQLException {
        Login login = TestPostgres.database();
        try (Connection session = login.open("test")) {
            Db db = new Db(session);
            db.run("create schema shop_plans; create table shop_plans.plans (id int primary key)");
            for (String tenant : List.of("berlin", "wien")) {
                db.run("create schema t_" + tenant);
                db.run("create table t_" + tenant + ".orders (id int primary key, plan int references"
                        + " shop_plans.plans, email text)");
                db.run("create table t_" + tenant + ".lines (order_id int references t_" + tenant + ".orders)");
            }
            MappingDraft draft = MappingDraft.of(session, List.of(), null);
            assertEquals(
                    List.of("t_{tenant}", "shop_plans"), draft.mapping().scope().schemas());
            assertEquals(Set.of("t_{tenant}"), draft.mapping().scope().whole());
            assertEquals(
                    Set.of(new TableName("shop_plans", "plans")),
                    draft.mapping().scope().shared());
            assertEquals(
                    Map.of(new TableName("t_{tenant}", "orders"), Set.of("email")),
                    draft.mapping().words().personal());
            TenantMapping mapping = MappingFile.parse("draft", draft.text()).mapping();
            try (TenantRows rows = Closure.find(session, mapping, new TenantId("wien"))) {
                assertEquals(
                        Set.of("t_wien.orders", "t_wien.lines"),
                        rows.counts().keySet().stream().map(TableName::toString).collect(Collectors.toSet()));
            }
            var refused = assertThrows(
                    BackstayException.class,
                    () -> Closure.find(session, mapping, new TenantId("rom")).close());
            assertTrue(
                    refused.failure().message().contains("t_rom"),
                    refused.failure().message());
        }
    }

    @Test
    void aDatabaseInWhichNothingTellsTenantsApartIsTakenForOneTenants()
            throws BackstayException, InterruptedException, SQLException {
        Login login = TestPostgres.database();
        try (Connection session = login.open("test")) {
            new Db(session).run("create schema app; create table app.orders (id int primary key)");
            MappingDraft draft = MappingDraft.of(session, List.of(), null);
            assertEquals(Set.of("app"), draft.mapping().scope().whole());
            String text = draft.text() + "database: \"" + login.database() + "\"\n";
            TenantMapping mapping = MappingFile.parse("draft", text).mapping();
            try (TenantRows rows = Closure.find(session, mapping, new TenantId("any"))) {
                assertEquals(Map.of(new TableName("app", "orders"), 0L), rows.counts());
            }
            TenantMapping other = MappingFile.parse("draft", draft.text() + "database: \"app_{tenant}\"\n")
                    .mapping();
            var refused = assertThrows(
                    BackstayException.class,
                    () -> Closure.find(session, other, new TenantId("any")).close());
            assertTrue(
                    refused.failure().message().contains("app_any"),
                    refused.failure().message());
        }
    }

    private static Connection crm() throws BackstayException, InterruptedException, SQLException {
        Connection session = TestPostgres.database().open("test");
        try (InputStream in = MappingDraftTest.class.getResourceAsStream("/tenant/crm.sql")) {
            new Db(session).run(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return session;
    }

    private static TableName table(String name) {
        return new TableName("crm", name);
    }
}
