package io.backstay.lab;

import io.backstay.connect.postgres.tenant.mapping.MappingFile;
import io.backstay.connect.postgres.tenant.mapping.TenantMapping;
import io.backstay.connect.postgres.tenant.schema.TableName;
import io.backstay.restore.environment.FileRows;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// What a restore must know about the practice product, as its support people would write it down.
public final class PracticeMapping {
    private static final String TOUCHED = "updated_at";
    private static final List<String> TOUCHED_TABLES = List.of(
            "firms",
            "users",
            "clients",
            "jobs",
            "invoices",
            "payments",
            "organizer_assignments",
            "missing_info_requests",
            "documents",
            "message_threads");

    private PracticeMapping() {}

    /// Where a firm's rows are, what they are called, what is personal, and who may write them.
    public static TenantMapping mapping() {
        return new TenantMapping(
                new TenantMapping.Keys(table("firms"), "id", List.of("firm_id"), Map.of()),
                new TenantMapping.Scope(List.of("practice"), Set.of(table("tax_codes")), Set.of()),
                new TenantMapping.Words("firm", labels(), personal()),
                new TenantMapping.Writing(
                        PracticeSchema.WRITER,
                        Map.of("app.firm", "{tenant}"),
                        new TableName("backstay", "restore_runs"),
                        TOUCHED_TABLES.stream()
                                .collect(Collectors.toMap(PracticeMapping::table, _ -> Set.of(TOUCHED)))),
                new TenantMapping.Care(
                        List.of(), List.of(new TenantMapping.FileColumn(table("documents"), "object_key"))));
    }

    /// The same as a file that somebody confirmed, with the data sets that a firm may download.
    public static MappingFile file() {
        return new MappingFile(mapping(), true, PracticeSets.all());
    }

    /// With which the keys of all firms' documents begin.
    static final String OBJECT_ROOT = "firms/";

    /// The prefix under which a firm's documents lie in the object store.
    public static String objectPrefix(String firmId) {
        return OBJECT_ROOT + firmId + "/";
    }

    /// The rows that name objects.
    public static FileRows fileRows() {
        return new FileRows("practice.documents", "object_key", "size_bytes", "sha256");
    }

    private static Map<TableName, String> labels() {
        Map<TableName, String> labels = new LinkedHashMap<>();
        labels.put(table("firms"), "Firm");
        labels.put(table("teams"), "Teams");
        labels.put(table("users"), "Staff");
        labels.put(table("clients"), "Clients");
        labels.put(table("jobs"), "Jobs");
        labels.put(table("job_checklist_items"), "Checklist items");
        labels.put(table("invoices"), "Invoices");
        labels.put(table("invoice_lines"), "Invoice lines");
        labels.put(table("payments"), "Payments");
        labels.put(table("organizer_assignments"), "Organizer assignments");
        labels.put(table("missing_info_requests"), "Missing-info requests");
        labels.put(table("documents"), "Documents");
        labels.put(table("message_threads"), "Message threads");
        labels.put(table("messages"), "Messages");
        labels.put(table("time_entries_raw"), "Time entries");
        labels.put(table("audit_log"), "Audit log");
        labels.put(table("tax_codes"), "Tax codes");
        return labels;
    }

    private static Map<TableName, Set<String>> personal() {
        return Map.of(
                table("users"), columns("email", "full_name", "phone"),
                table("clients"), columns("name", "sort_name", "tax_file_number", "email", "phone"),
                table("messages"), columns("body"),
                table("message_threads"), columns("subject"),
                table("missing_info_requests"), columns("question"),
                table("documents"), columns("file_name"),
                table("time_entries_raw"), columns("user_email", "note"),
                table("audit_log"), columns("actor", "detail"));
    }

    private static TableName table(String name) {
        return new TableName("practice", name);
    }

    private static Set<String> columns(String... names) {
        return Arrays.stream(names).collect(Collectors.toUnmodifiableSet());
    }
}
