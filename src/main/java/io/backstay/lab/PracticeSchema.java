package io.backstay.lab;

import io.backstay.base.BackstayException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;

/// The practice product's tables and roles, and what Backstay needs beside them.
public final class PracticeSchema {
    /// The role the product itself works as; row-level security applies to it.
    public static final String APP = "practice_app";
    /// The role that writes restored rows; it cannot log in.
    public static final String WRITER = "backstay_writer";
    /// The role that sees every row and may become the writer.
    public static final String PROVER = "backstay_prover";

    private static final String SCRAM = "scram-sha-256";

    private PracticeSchema() {}

    /// The script that a database owner runs before Backstay may restore into a database of theirs.
    public static String backstaySchemaSql() {
        return script("backstay-schema.sql");
    }

    /// Creates everything in an empty database: roles (kept when they exist), schemas, tables, policies and grants.
    public static void create(Connection asSuperuser, PracticePasswords passwords) throws BackstayException {
        try (Statement statement = asSuperuser.createStatement()) {
            boolean autoCommit = asSuperuser.getAutoCommit();
            asSuperuser.setAutoCommit(false);
            try {
                statement.execute(backstaySchemaSql());
                statement.execute(script("practice-schema.sql"));
                statement.execute(script("practice-grants.sql"));
                PGConnection postgres = asSuperuser.unwrap(PGConnection.class);
                postgres.alterUserPassword(APP, passwords.app().toCharArray(), SCRAM);
                postgres.alterUserPassword(PROVER, passwords.prover().toCharArray(), SCRAM);
                asSuperuser.commit();
            } catch (SQLException e) {
                asSuperuser.rollback();
                throw e;
            } finally {
                asSuperuser.setAutoCommit(autoCommit);
            }
        } catch (SQLException e) {
            throw PracticeFailure.of("creating the practice product", e);
        }
    }

    private static String script(String name) {
        try (InputStream in = PracticeSchema.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("resource " + name + " is not in the program");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read resource " + name, e);
        }
    }
}
