package vn.phusong.incident;

import vn.phusong.coverage.PastOutage;

/** An outage of an operator at a village's centre that late data shows. */
public record LateOutage(String village, String operator, PastOutage outage) {}
