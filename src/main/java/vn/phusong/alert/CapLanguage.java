package vn.phusong.alert;

import vn.phusong.incident.Incident;
import vn.phusong.incident.IncidentText;
import vn.phusong.incident.Names;

/** The languages of a CAP message, Vietnamese first. */
enum CapLanguage {
    VI("vi-VN"),
    EN("en-US");

    final String tag;

    CapLanguage(String tag) {
        this.tag = tag;
    }

    String of(String vi, String en) {
        return this == VI ? vi : en;
    }

    String text(IncidentText text) {
        return of(text.vi(), text.en());
    }

    String place(Names names) {
        return of(names.place(), names.placeEn());
    }

    String commune(Spot spot) {
        return of(spot.communeVi(), spot.communeEn());
    }

    /** What happened, by the kind of incident, which is for life; where there is a signal and only no service over it, nobody says that it is lost. */
    String event(Incident incident) {
        return switch (AlertmanagerJson.kind(incident.id())) {
            case "fibre", "pon" -> of("Gián đoạn thuê bao cáp quang", "Fibre lines out of service");
            case "collection" -> of("Không nhận được dữ liệu giám sát", "Monitoring data not received");
            default ->
                incident.isChoked()
                        ? of("Gián đoạn dịch vụ di động", "Mobile service disruption")
                        : of("Mất sóng di động", "Mobile service outage");
        };
    }
}
