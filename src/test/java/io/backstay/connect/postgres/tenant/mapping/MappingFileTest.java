package io.backstay.connect.postgres.tenant.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.BackstayException;
import io.backstay.base.TenantId;
import io.backstay.codec.Json;
import io.backstay.codec.Value;
import io.backstay.connect.postgres.tenant.schema.ForeignKey;
import io.backstay.connect.postgres.tenant.schema.TableName;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MappingFileTest {
    private static final String SMALL = """
            format: backstay-mapping/1
            confirmed: true
            tenant: firm
            root: {table: s.firms, key: id}
            columns: [firm_id]
            schemas: [s]
            writer: {role: w, registry: backstay.restore_runs}
            """;

    @Test
    void whatIsWrittenIsReadAsItWas() throws BackstayException {
        MappingFile file = new MappingFile(full(), true, sets());
        String text = file.text(Map.of("links", List.of("a note", "with a\nline break")));
        assertEquals(file, MappingFile.parse("m.yaml", text), () -> text);
        assertTrue(text.contains("# a note"), text);
    }

    @Test
    void aSmallFileIsEnough() throws BackstayException {
        TenantMapping mapping = MappingFile.parse("m.yaml", SMALL).mapping();
        assertEquals(
                new TenantMapping(
                        new TenantMapping.Keys(table("firms"), "id", List.of("firm_id"), Map.of()),
                        new TenantMapping.Scope(List.of("s"), Set.of(), Set.of()),
                        new TenantMapping.Words("firm", Map.of(), Map.of()),
                        new TenantMapping.Writing("w", Map.of(), TableName.of("backstay.restore_runs"), Map.of())),
                mapping);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "confirmed: true | confirmed: perhaps | at confirmed: expected true or false",
                "format: backstay-mapping/1 | format: backstay-mapping/2 | at format: the format is not",
                "tenant: firm | tenant: '' | at tenant: the text is blank",
                "tenant: firm | tenants: firm | 'tenant' is missing",
                "columns: [firm_id] | columns: [] | ok",
                "columns: [firm_id] | columns: [[a, b]] | not as many as the parts",
                "columns: [firm_id] | shared: [t.x] | at shared[0]: the table t.x is in none of the schemas s",
                "columns: [firm_id] | shared: [s.x, s.x] | at shared[1]: the table stands here twice",
                "columns: [firm_id] | shared: [nowhere] | at shared[0]: a table is named schema.table",
                "columns: [firm_id] | whole: [t] | the whole schema t is not one of the schemas",
                "columns: [firm_id] | personal: {s.x: []} | at personal.s.x: the list is empty",
                "columns: [firm_id] | colums: [firm_id] | at colums: unknown field 'colums'",
                "columns: [firm_id] | held: [{table: s.x, why: w, values: [a]}] | at held[0]: holding rows of s.x",
                "columns: [firm_id] | links: [{table: s.x, columns: [a], to: s.y, key: [b, c]}] | at links[0]: the",
                "schemas: [s] | schemas: [s, 't_{tenant}'] | is named after the tenant, so it must be one of",
                "schemas: [s] | schemas: [] | at schemas: the list is empty",
                "role: w | role: '' | at writer.role: the text is blank",
                "schemas: [s] | sets: [{name: a, table: t.x, columns: {id: ID}}] | 'schemas' is missing",
                "columns: [firm_id] | sets: [{name: A b, table: s.x, columns: {id: ID}}] | is not made of small",
                "columns: [firm_id] | sets: [{name: a, table: t.x, columns: {id: ID}}] | is in none of the schemas s",
                "columns: [firm_id] | sets: [{name: a, table: s.x, columns: {}}] | the data set a has no column",
                "columns: [firm_id] | sets: [{name: a, table: s.x, columns: {id: '=ID'}}] | begins like a formula",
                "columns: [firm_id] | sets: [{name: a, table: s.x, columns: {a: ID, b: id}}] | 'id' stands there twice",
                "columns: [firm_id] | sets: [{name: a, table: s.x, columns: {a: A}, without: [a]}] | and left out",
                "columns: [firm_id] | sets: [{name: a-metadata, table: s.x, columns: {mail_body: B}}] | holds contents",
            })
    void whatIsWrongIsNamedWithItsPlace(String good, String bad, String said) throws BackstayException {
        String text = SMALL.replace(good, bad);
        assertFalse(text.equals(SMALL));
        if (said.equals("ok")) {
            assertEquals(
                    List.of(),
                    MappingFile.parse("m.yaml", text).mapping().keys().columns());
            return;
        }
        var refused = assertThrows(BackstayException.class, () -> MappingFile.parse("m.yaml", text));
        assertTrue(refused.failure().message().contains(said), refused.failure().message());
        assertTrue(
                refused.failure().message().startsWith("m.yaml, line "),
                refused.failure().message());
    }

    @Test
    void aDraftThatNobodyConfirmedRestoresNothing() throws BackstayException {
        MappingFile draft = MappingFile.parse("m.yaml", SMALL.replace("true", "false"));
        var refused = assertThrows(BackstayException.class, () -> draft.requireConfirmed("m.yaml"));
        assertTrue(refused.failure().advice().contains("confirmed: true"));
        assertEquals(
                "s",
                MappingFile.parse("m.yaml", SMALL)
                        .requireConfirmed("m.yaml")
                        .scope()
                        .schemas()
                        .getFirst());
    }

    @Test
    void aFileThatIsThereIsNotWrittenOver(@TempDir Path folder) throws BackstayException, IOException {
        Path file = folder.resolve("m.yaml");
        MappingFile.write(file, SMALL);
        assertThrows(BackstayException.class, () -> MappingFile.write(file, "other"));
        assertEquals(SMALL, Files.readString(file));
        assertTrue(MappingFile.read(file).confirmed());
    }

    @Test
    void everyNameOfASchemaThatIsNamedAfterTheTenantIsFilled() {
        TenantMapping mine = full().forTenant(new TenantId("7"));
        assertEquals(List.of("s", "t_7"), mine.scope().schemas());
        assertEquals(Set.of("t_7"), mine.scope().whole());
        assertEquals("app_7", mine.scope().database());
        assertEquals(
                new TableName("t_7", "sessions"), mine.care().held().getLast().table());
        assertEquals(Set.of("t_{tenant}"), mine.scope().alike());
        assertFalse(mine.toString().contains("t_{tenant}."), mine::toString);
    }

    @Test
    void theSchemaForEditorsNamesEveryField() throws IOException, BackstayException {
        String reader = Files.readString(
                Path.of("src/main/java/io/backstay/connect/postgres/tenant/mapping/MappingReader.java"));
        Matcher asked = Pattern.compile(
                        "(?:fields\\.(?:required|optional|optionalText|items)|members|tables|texts|columnsOf)"
                                + "\\(\"(\\w+)\"")
                .matcher(reader);
        Set<String> fields = asked.results().map(each -> each.group(1)).collect(Collectors.toSet());
        try (InputStream in = MappingFile.class.getResourceAsStream("mapping.schema.json")) {
            Value schema = Json.parse("schema", new String(in.readAllBytes(), StandardCharsets.UTF_8));
            Value properties =
                    Objects.requireNonNull(((Value.Members) schema).values().get("properties"));
            assertEquals(fields, ((Value.Members) properties).values().keySet());
        }
    }

    @Test
    void twoSetsOfOneNameAreRefusedAndSetsOfATenantsOwnSchemaAreFilled() {
        DataSet set = sets().getFirst();
        assertThrows(IllegalArgumentException.class, () -> new MappingFile(full(), true, List.of(set, set)));
        assertEquals(
                new TableName("t_7", "sessions"),
                set.forTenant(new TenantId("7")).table());
    }

    @Test
    void aHeadingThatCouldMeanAnotherColumnIsRefused() {
        assertHeadingRefused("is the name of another column", "at", "no");
        assertHeadingRefused("begins or ends with a space", "Number ", "Number");
        var own = List.of(new DataSet.Column("no", "no"), new DataSet.Column("at", "AT"));
        assertEquals(List.of("no", "AT"), new DataSet("notes", table("notes"), own, Set.of()).headings());
    }

    private static void assertHeadingRefused(String said, String no, String at) {
        var columns = List.of(new DataSet.Column("no", no), new DataSet.Column("at", at));
        var refused = assertThrows(
                IllegalArgumentException.class, () -> new DataSet("notes", table("notes"), columns, Set.of()));
        assertTrue(String.valueOf(refused.getMessage()).contains(said), refused::toString);
    }

    private static List<DataSet> sets() {
        return List.of(
                new DataSet(
                        "login-metadata",
                        new TableName("t_{tenant}", "sessions"),
                        List.of(new DataSet.Column("id", "Nr. \"1\": #"), new DataSet.Column("at", "yes")),
                        Set.of("token", "null")),
                new DataSet("notes", table("notes"), List.of(new DataSet.Column("no", "No")), Set.of()));
    }

    private static TableName table(String name) {
        return new TableName("s", name);
    }

    /// One that uses everything, with names that YAML would take for something else.
    private static TenantMapping full() {
        TableName mine = new TableName("t_{tenant}", "sessions");
        return new TenantMapping(
                new TenantMapping.Keys(
                        new TenantMapping.Root(table("firms"), new KeyColumns(List.of("no", "country"))),
                        List.of(new KeyColumns(List.of("firm_no", "null")), new KeyColumns(List.of("a", "b"))),
                        Map.of(table("odd: one"), new KeyColumns(List.of("x y", "#z"))),
                        "|",
                        List.of(
                                new Link(table("notes"), List.of("deal"), table("deals"), List.of("id"), null),
                                new Link(
                                        table("comments"),
                                        List.of("entity_id"),
                                        table("deals"),
                                        List.of("id"),
                                        new ForeignKey.When("entity_type", "App::Deal \"x\"")))),
                new TenantMapping.Scope(
                        List.of("s", "t_{tenant}"),
                        Set.of(table("codes"), table("yes")),
                        Set.of(table("cache")),
                        Set.of("t_{tenant}"),
                        Set.of(table("templates")),
                        "app_{tenant}"),
                new TenantMapping.Words(
                        "firm", Map.of(table("notes"), "Nötes: 1"), Map.of(table("users"), Set.of("email", "12"))),
                new TenantMapping.Writing(
                        "w", Map.of("app.firm", "{tenant}"), TableName.of("b.runs"), Map.of(mine, Set.of("at"))),
                new TenantMapping.Care(
                        List.of(
                                new TenantMapping.HoldBack(
                                        table("mail"), "state", Set.of("queued", "true"), null, "not sent yet"),
                                new TenantMapping.HoldBack(
                                        table("people"),
                                        "id",
                                        Set.of(),
                                        new TenantMapping.Ledger(table("erased"), "person_id"),
                                        "erased"),
                                new TenantMapping.HoldBack(mine, null, Set.of(), null, "a session")),
                        List.of(new TenantMapping.FileColumn(table("documents"), "key"))));
    }
}
