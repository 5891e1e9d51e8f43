package io.backstay.connect.postgres.tenant;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.backstay.base.BackstayException;
import io.backstay.connect.postgres.tenant.mapping.TenantMapping;
import io.backstay.connect.postgres.tenant.rows.Closure;
import io.backstay.connect.postgres.tenant.rows.FileNames;
import io.backstay.connect.postgres.tenant.rows.TenantRows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The files that a tenant's rows speak of, in the order in which a store lists.
final class FileNamesTest {
    private static final List<String> EXPECTED = List.of(
            "firms/1/Doc documents 11",
            "firms/1/a clients 2",
            "firms/1/aß documents 14",
            "firms/1/b documents 12",
            "firms/1/￿ documents 900",
            "firms/1/😀 documents 13");

    @Test
    void theyComeInTheOrderOfTheirBytesFromEveryTableAndBelowThePrefix()
            throws BackstayException, InterruptedException, SQLException {
        Practice practice = Practice.create(
                "update practice.documents set name = case id when 11 then 'Doc' when 12 then 'firms/1/b'"
                        + " when 13 then '😀' when 14 then 'aß' end where firm_id = 1",
                "insert into practice.documents values (900, 1, '￿'), (901, 1, null)",
                "update practice.clients set email = null where id <> 2",
                "update practice.clients set email = 'a' where id = 2");
        TenantMapping whole = Practice.mapping();
        TenantMapping mapping = new TenantMapping(
                whole.keys(),
                whole.scope(),
                whole.words(),
                whole.writing(),
                new TenantMapping.Care(
                        List.of(),
                        List.of(
                                new TenantMapping.FileColumn(Practice.table("documents"), "name"),
                                new TenantMapping.FileColumn(Practice.table("clients"), "email"))));
        try (Connection live = practice.prover()) {
            List<String> found = new ArrayList<>();
            FileNames.of(live, mapping, Practice.FIRM, "firms/1/", names -> all(names, found));
            assertEquals(EXPECTED, found);
        }
        try (TenantRows rows = Closure.find(practice.scratch.open("test"), mapping, Practice.FIRM)) {
            List<String> found = new ArrayList<>();
            FileNames.of(rows, "firms/1/", names -> all(names, found));
            assertEquals(EXPECTED, found);
        }
    }

    @Test
    void aMappingWithoutFileColumnsNamesNone() throws BackstayException, InterruptedException, SQLException {
        Practice practice = Practice.create();
        List<String> found = new ArrayList<>();
        try (Connection live = practice.prover()) {
            FileNames.of(live, Practice.mapping(), Practice.FIRM, "firms/1/", names -> all(names, found));
        }
        assertEquals(List.of(), found);
    }

    private static void all(FileNames.Source names, List<String> found) throws BackstayException {
        for (FileNames.Named each = names.next(); each != null; each = names.next()) {
            found.add(each.name() + " " + each.table().name() + " " + each.key());
        }
    }
}
