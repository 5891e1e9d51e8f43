package io.backstay.act.connection.form;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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
        assertEquals("name the major version of each folder with programs, such as 16=/b", refused("/a", "/b"));
        assertEquals("the programs of PostgreSQL 16 lie in one folder, and two are named", refused("16=/a", "16=/b"));
    }

    private static @Nullable String refused(String... typed) {
        return assertThrows(IllegalArgumentException.class, () -> of(typed)).getMessage();
    }

    @Test
    void eachFolderIsWholeWhateverItsVersion() {
        assertEquals("16=/x/bin", ProgramFolders.with("16=bin", folder -> "/x/" + folder));
        assertEquals("/x/bin", ProgramFolders.with("bin", folder -> "/x/" + folder));
        assertThrows(IllegalArgumentException.class, () -> ProgramFolders.check("16=bin"));
    }
}
