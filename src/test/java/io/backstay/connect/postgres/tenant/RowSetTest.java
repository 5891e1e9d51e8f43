package io.backstay.connect.postgres.tenant;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.backstay.connect.postgres.Login;
import io.backstay.connect.postgres.tenant.rows.RowSet;
import io.backstay.connect.postgres.tenant.rows.RowText;
import io.backstay.connect.postgres.tenant.schema.Db;
import io.backstay.fixture.TestPostgres;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.Connection;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The digest of a set of rows is one number, whoever adds it up and in how many parts.
final class RowSetTest {
    @Test
    void theServerAddsTheWordsThatThisProgramAdds() throws Exception {
        RowSet byHand = RowSet.NONE;
        for (String text : new String[] {"(1,a)", "(2,ü)", "(2,ü)", "(3,)", "(4,\"x y\")"}) {
            ByteBuffer sha =
                    ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
            byHand = byHand.plus(new RowSet(1, sha.getLong() + ":" + sha.getLong()));
        }
        Login login = TestPostgres.database();
        try (Connection session = login.open("test")) {
            Db db = new Db(session);
            String some = "(values (1, 'a'), (2, 'ü'), (2, 'ü')) r (a, b)";
            String rest = "(values (3, null), (4, 'x y')) r (a, b)";
            RowSet one = db.one(RowText.setOf(db, "row(r.a, r.b)::text", some), RowText::read);
            RowSet other = db.one(RowText.setOf(db, "row(r.a, r.b)::text", rest), RowText::read);
            assertEquals(byHand, one.plus(other));
            assertEquals(
                    RowSet.NONE,
                    db.one(RowText.setOf(db, "row(r.a, r.b)::text", some + " where false"), RowText::read));
        }
        assertEquals(RowSet.digest(Map.of()), RowSet.digest(Map.of(Practice.table("firms"), RowSet.NONE)));
    }
}
