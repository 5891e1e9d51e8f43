package io.backstay.lab;

import io.backstay.base.BackstayException;
import io.backstay.lab.seed.PracticeFailure;
import io.backstay.seal.Secret;
import io.backstay.seal.SecretSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/// The practice product's tables and roles, and what Backstay needs beside them.
public final class PracticeSchema {
    /// The role the product itself works as; row-level security applies to it.
    public static final String APP = "practice_app";
    /// The role that writes restored rows; it cannot log in.
    public static final String WRITER = "backstay_writer";
    /// The role that sees every row and can change none.
    public static final String READER = "backstay_reader";
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
                setPassword(asSuperuser, APP, passwords.app());
                setPassword(asSuperuser, READER, passwords.reader());
                setPassword(asSuperuser, PROVER, passwords.prover());
                asSuperuser.commit();
            } catch (SQLException | BackstayException e) {
                asSuperuser.rollback();
                throw e;
            } finally {
                asSuperuser.setAutoCommit(autoCommit);
            }
        } catch (SQLException e) {
            throw PracticeFailure.of("creating the practice product", e);
        }
    }

    /// The driver makes the verifier, so that the password itself is in no statement and in no log.
    private static void setPassword(Connection asSuperuser, String role, SecretSource password)
            throws SQLException, BackstayException {
        PGConnection postgres = asSuperuser.unwrap(PGConnection.class);
        try (Secret lent = password.open()) {
            lent.<@Nullable Void, SQLException>lendChars(characters -> {
                postgres.alterUserPassword(role, characters, SCRAM);
                return null;
            });
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
