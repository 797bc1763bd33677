# The image of app, worker and migration; `args` says which. See docs/operations.md.
FROM node:22-slim AS build
WORKDIR /src
# First what changes seldom, so that the packages are installed again only when they changed.
COPY package.json package-lock.json .npmrc ./
COPY schemas/package.json schemas/
COPY engine/package.json engine/
COPY workflows/package.json workflows/
COPY github-app/package.json github-app/
COPY devstack/package.json devstack/
COPY cli/package.json cli/
RUN npm ci
COPY . .
RUN node scripts/build.mjs && npm prune --omit=dev

FROM node:22-slim
ENV NODE_ENV=production
WORKDIR /opt/chatops
COPY --from=build /src /opt/chatops
RUN ln -s /opt/chatops/cli/bin/chatops.mjs /usr/local/bin/chatops \
 && install -d -o 10001 -g 10001 -m 0700 /var/lib/chatops
# Nobody's but its own: the chart runs it as the same number.
USER 10001:10001
WORKDIR /var/lib/chatops
ENTRYPOINT ["chatops"]
CMD ["help"]
