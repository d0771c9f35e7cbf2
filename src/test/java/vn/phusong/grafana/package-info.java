/** The shipped dashboards and rules against the real servers: every query of every panel, as Grafana would send it. */
@NullMarked
package vn.phusong.grafana;

import org.jspecify.annotations.NullMarked;
