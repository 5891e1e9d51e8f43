package io.backstay.act.tenant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import io.backstay.connect.postgres.Login;
import io.backstay.connect.postgres.backup.WalArchive;
import io.backstay.connect.postgres.recovery.Recovery;
import io.backstay.connect.postgres.tenant.mapping.MappingFile;
import io.backstay.fixture.Secrets;
import io.backstay.fixture.TestPostgres;
import io.backstay.lab.PracticeMapping;
import io.backstay.restore.Site;
import io.backstay.restore.staging.OwnBackups;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A mapping of the state folder is what is restored by, and a draft there restores nothing.
class OwnMappingsTest {
    @TempDir
    Path folder;

    @Test
    void theFileOfTheStateFolderTakesThePlaceOfTheMappingThatCameWithTheConnection() throws Exception {
        var own = new OwnMappings(folder.resolve("mappings"));
        Site site = site();
        assertSame(site, own.on("lab", site));
        site.requireConfirmed();

        Files.createDirectories(own.folder());
        String text = new MappingFile(PracticeMapping.mapping(), false).text(Map.of());
        Files.writeString(own.file("lab"), text);
        BackstayException refused =
                assertThrows(BackstayException.class, () -> own.on("lab", site).requireConfirmed());
        assertEquals("MAPPING-UNCONFIRMED", refused.failure().code());
        assertSame(site, own.on("crm", site));

        Files.writeString(own.file("lab"), text.replace("confirmed: false", "confirmed: true"));
        own.on("lab", site).requireConfirmed();
        Files.writeString(own.file("lab"), "no mapping");
        assertThrows(BackstayException.class, () -> own.on("lab", site));
    }

    private Site site() throws Exception {
        var login = new Login("127.0.0.1", 1, "billing", "reader", Secrets.source("never asked"));
        return new Site(
                new AssetId("billing"),
                new OwnBackups(
                        folder,
                        new WalArchive(folder),
                        new Recovery(TestPostgres.programs(), TestPostgres.privilege(), folder),
                        login),
                login,
                login,
                new MappingFile(PracticeMapping.mapping(), true),
                null);
    }
}
