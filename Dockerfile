# Phủ Sóng in a container: one process, not root, nothing written outside /data, /backup, /tokens and /tmp.
# Build: docker build -t phusong:0.1.0 .     Run: see docker-compose.yml.

FROM maven:3.9.9-eclipse-temurin-17 AS build
WORKDIR /src
COPY pom.xml NOTICE LICENSE ./
COPY .mvn .mvn
COPY src/main src/main
# Tests and formatting belong to bin/verify; here only what the jar is made of is compiled.
RUN --mount=type=cache,target=/root/.m2 \
    mvn -q -B -Dstyle.color=never -Dmaven.test.skip=true -Dspotless.check.skip=true package

FROM eclipse-temurin:17.0.13_11-jre-jammy
COPY --from=build /src/target/phusong.jar /opt/phusong/phusong.jar
COPY src/main/resources/sample/backan /opt/phusong/sample
COPY compose/simulation.sh /opt/phusong/simulation.sh
# A named volume takes owner and rights of the folder it is first mounted on. /tokens is written by whoever is to read the token.
RUN mkdir -p /data /backup /simulation /tokens \
    && chown 10001:10001 /data /backup /simulation \
    && chmod 700 /data /backup /simulation \
    && chmod 1777 /tokens
ENV LC_ALL=C.UTF-8 \
    PHUSONG_DATA_DIR=/data
USER 10001:10001
WORKDIR /data
VOLUME ["/data"]
EXPOSE 1883 8080
# Half of the container's memory for the heap; the rest is for the Java machine itself, SQLite's cache and sockets.
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=50", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError", "-Djava.awt.headless=true", "-Dfile.encoding=UTF-8", "-Dphusong.home=/opt/phusong", "-jar", "/opt/phusong/phusong.jar"]
CMD ["serve"]
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s --retries=3 \
    CMD ["java", "-Xmx24m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "-jar", "/opt/phusong/phusong.jar", "health", "--url", "http://127.0.0.1:8080"]
