package vn.phusong.village;

public record KeyedRow(String key, byte[] value) {}
