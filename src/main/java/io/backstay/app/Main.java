package io.backstay.app;

final class Main {
    private Main() {}

    public static void main(String[] args) {}
}
