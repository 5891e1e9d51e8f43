package io.backstay.lab;

import io.backstay.base.BackstayException;
import io.backstay.connect.postgres.Login;
import io.backstay.fixture.Secrets;
import io.backstay.fixture.TestPostgres;
import java.sql.Connection;

/// A fresh database with the practice product's schema in it, and nothing else.
final class PracticeDatabase {
    private static final PracticePasswords PASSWORDS = new PracticePasswords(
            Secrets.source("app's own"), Secrets.source("reader's own"), Secrets.source("prover's own"));

    private final Login superuser;

    private PracticeDatabase(Login superuser) {
        this.superuser = superuser;
    }

    static PracticeDatabase empty() throws Exception {
        var database = new PracticeDatabase(TestPostgres.database());
        try (Connection root = database.superuser()) {
            PracticeSchema.create(root, PASSWORDS);
        }
        return database;
    }

    Connection superuser() throws BackstayException {
        return superuser.open("test");
    }

    Connection app() throws BackstayException {
        return superuser.as(PracticeSchema.APP, PASSWORDS.app()).open("test");
    }

    Connection reader() throws BackstayException {
        return superuser.as(PracticeSchema.READER, PASSWORDS.reader()).open("test");
    }

    Connection prover() throws BackstayException {
        return superuser.as(PracticeSchema.PROVER, PASSWORDS.prover()).open("test");
    }
}
