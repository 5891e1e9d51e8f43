package io.backstay.act.connection.form;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ProgramFoldersTest {
    private static ProgramFolders of(String... typed) {
        return ProgramFolders.of(List.of(typed));
    }

    @Test
    void oneFolderOrOneForEachVersionOrBothAreTyped() {
        assertEquals(new ProgramFolders(null, Map.of()), of());
        assertEquals(new ProgramFolders("/usr/lib/postgresql/16/bin", Map.of()), of("/usr/lib/postgresql/16/bin"));
        assertEquals(new ProgramFolders("/a", Map.of("15", "/b", "16", "/c")), of("16=/c", "/a", "15=/b"));
    }

    @Test
    void whatCouldMeanTwoThingsIsRefused() {
        assertTrue(assertThrows(IllegalArgumentException.class, () -> of("/a", "/b"))
                .getMessage()
                .contains("16=/b"));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> of("16=/a", "16=/b"))
                .getMessage()
                .contains("PostgreSQL 16 lie in one folder"));
    }

    @Test
    void eachFolderIsWholeWhateverItsVersion() {
        assertEquals("16=/x/bin", ProgramFolders.with("16=bin", folder -> "/x/" + folder));
        assertEquals("/x/bin", ProgramFolders.with("bin", folder -> "/x/" + folder));
        assertThrows(IllegalArgumentException.class, () -> ProgramFolders.check("16=bin"));
    }
}
