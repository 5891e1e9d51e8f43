package io.backstay.lab;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

final class PracticeDatabase {
    private static final AtomicInteger N = new AtomicInteger();
    final String name;

    private PracticeDatabase(String name) { this.name = name; }

    static PracticeDatabase empty() throws Exception {
        String n = "prac_" + ProcessHandle.current().pid() + "_" + N.incrementAndGet();
        try (var c = DriverManager.getConnection("jdbc:postgresql://127.0.0.1:54991/postgres", "postgres", "");
             var s = c.createStatement()) { s.execute("create database " + n); }
        var d = new PracticeDatabase(n);
        try (var c = d.superuser()) {
            PracticeSchema.create(c, new PracticePasswords("app".toCharArray(), "prover".toCharArray()));
        }
        return d;
    }
    Connection superuser() throws Exception { return open("postgres", ""); }
    Connection app() throws Exception { return open(PracticeSchema.APP, "app"); }
    Connection prover() throws Exception { return open(PracticeSchema.PROVER, "prover"); }
    private Connection open(String u, String p) throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:54991/" + name, u, p);
    }
}
