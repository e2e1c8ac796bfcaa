# syntax=docker/dockerfile:1
# phoney in a container: docs/docker.md
FROM node:26.10.0-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY packages packages
RUN npm ci --no-audit --no-fund
COPY . .
# Pact's engine and BullMQ stay out: contracts and workers are for an installed phoney.
RUN npm run build && npm prune --omit=dev --omit=optional --no-audit --no-fund

FROM node:26.10.0-bookworm-slim
LABEL org.opencontainers.image.title="phoney" \
  org.opencontainers.image.description="A phoney contact centre" \
  org.opencontainers.image.source="https://github.com/phoney-centre/phoney" \
  org.opencontainers.image.licenses="MIT"
WORKDIR /app
COPY package.json LICENSE ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/packages packages
COPY --from=build /app/dist dist
COPY bin bin
COPY docker docker
COPY scenarios scenarios
COPY templates templates
COPY contracts contracts
COPY schema schema
# Scenarios are mounted here, and certificates are made here when there are none: each container has its own.
RUN install -d -o node -g node /work /work/certs
USER node
WORKDIR /work
# The hub and RCX are reached from outside, over TLS. The control API is this container's own until PHONEY_CONTROL_HOST says
# otherwise; then phoney wants a token (PHONEY_CONTROL_TOKEN_ENV), and does not start without.
ENV NODE_ENV=production \
  NO_COLOR=1 \
  PHONEY_HOST=0.0.0.0 \
  PHONEY_PORT=8444 \
  PHONEY_CONTROL_PORT=8090 \
  PHONEY_CONTROL_HOST=127.0.0.1
EXPOSE 8444 8090
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s --start-interval=1s --retries=3 \
  CMD ["node", "/app/docker/health.mjs"]
ENTRYPOINT ["/app/docker/start.sh"]
CMD ["serve", "enreach-everything", "--loop"]
